<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Actions</name>
    <message>
        <source>New project…</source>
        <translation>Neues Projekt …</translation>
    </message>
    <message>
        <source>Makes an empty project.</source>
        <translation>Legt ein leeres Projekt an.</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>Projekt öffnen …</translation>
    </message>
    <message>
        <source>Opens a project folder.</source>
        <translation>Öffnet einen Projektordner.</translation>
    </message>
    <message>
        <source>Open the sample project</source>
        <translation>Beispielprojekt öffnen</translation>
    </message>
    <message>
        <source>A tiny model and 320 pairs: the whole loop in two minutes.</source>
        <translation>Ein winziges Modell und 320 Paare: der ganze Kreislauf in zwei Minuten.</translation>
    </message>
    <message>
        <source>Start the sample afresh</source>
        <translation>Beispiel neu beginnen</translation>
    </message>
    <message>
        <source>Builds the sample project again, as it was shipped.</source>
        <translation>Legt das Beispielprojekt neu an, wie es mitgeliefert wird.</translation>
    </message>
    <message>
        <source>Import data…</source>
        <translation>Daten einlesen …</translation>
    </message>
    <message>
        <source>JSON Lines, JSON, CSV, TSV or Parquet.</source>
        <translation>JSON Lines, JSON, CSV, TSV oder Parquet.</translation>
    </message>
    <message>
        <source>Close the project</source>
        <translation>Projekt schließen</translation>
    </message>
    <message>
        <source>Back to the start page.</source>
        <translation>Zurück zur Startseite.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Closes the window; training may go on.</source>
        <translation>Schließt das Fenster; ein Training kann weiterlaufen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Takes the last change back.</source>
        <translation>Nimmt die letzte Änderung zurück.</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Does it again.</source>
        <translation>Macht es noch einmal.</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Puts the caret where this panel searches.</source>
        <translation>Setzt die Schreibmarke in das Suchfeld dieses Bereichs.</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Look, labelling, keys, models.</source>
        <translation>Aussehen, Urteilen, Tasten, Modelle.</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>What runs, waits and was done.</source>
        <translation>Was läuft, wartet und erledigt ist.</translation>
    </message>
    <message>
        <source>Record inspector</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>The record whole: text, tokens, history.</source>
        <translation>Der ganze Datensatz: Text, Tokens, Verlauf.</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Makes everything larger.</source>
        <translation>Macht alles größer.</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Makes everything smaller.</source>
        <translation>Macht alles kleiner.</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>Normale Schriftgröße</translation>
    </message>
    <message>
        <source>The size of the desktop.</source>
        <translation>Die Größe des Desktops.</translation>
    </message>
    <message>
        <source>Look of the system</source>
        <translation>Aussehen des Systems</translation>
    </message>
    <message>
        <source>Light or dark as the desktop is.</source>
        <translation>Hell oder dunkel wie der Desktop.</translation>
    </message>
    <message>
        <source>Light look</source>
        <translation>Helles Aussehen</translation>
    </message>
    <message>
        <source>Light, whatever the desktop says.</source>
        <translation>Hell, was auch immer der Desktop sagt.</translation>
    </message>
    <message>
        <source>Dark look</source>
        <translation>Dunkles Aussehen</translation>
    </message>
    <message>
        <source>Dark, whatever the desktop says.</source>
        <translation>Dunkel, was auch immer der Desktop sagt.</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Nächster Teil des Fensters</translation>
    </message>
    <message>
        <source>Moves the focus between rail, columns and docks.</source>
        <translation>Bewegt den Fokus zwischen Leiste, Spalten und Docks.</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Voriger Teil des Fensters</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>Aufteilung zurücksetzen</translation>
    </message>
    <message>
        <source>Docks and columns as at the start.</source>
        <translation>Docks und Spalten wie am Anfang.</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Hides the frame of the window.</source>
        <translation>Blendet den Fensterrahmen aus.</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>Sample, recent projects, this machine.</source>
        <translation>Beispiel, letzte Projekte, dieser Rechner.</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>Befehl suchen …</translation>
    </message>
    <message>
        <source>Everything the program can do, by typing.</source>
        <translation>Alles, was das Programm kann, durch Tippen.</translation>
    </message>
    <message>
        <source>Check this machine</source>
        <translation>Diesen Rechner prüfen</translation>
    </message>
    <message>
        <source>Device, memory and libraries, and how to mend what is missing.</source>
        <translation>Gerät, Speicher und Bibliotheken, und wie sich Fehlendes beheben lässt.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>The keys of this panel and of the window.</source>
        <translation>Die Tasten dieses Bereichs und des Fensters.</translation>
    </message>
    <message>
        <source>Show the two-minute tour</source>
        <translation>Rundgang in zwei Minuten</translation>
    </message>
    <message>
        <source>Label, train, compare, look behind a point, with the sample.</source>
        <translation>Urteilen, trainieren, vergleichen, hinter einen Punkt sehen, mit dem Beispiel.</translation>
    </message>
    <message>
        <source>About Marginalia</source>
        <translation>Über Marginalia</translation>
    </message>
    <message>
        <source>Versions and licences.</source>
        <translation>Versionen und Lizenzen.</translation>
    </message>
    <message>
        <source>Shows the panel %1.</source>
        <translation>Zeigt den Bereich %1.</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>label</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>flag</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>Begründung</translation>
    </message>
    <message numerus="yes">
        <source>import of %n record(s)</source>
        <translation>
            <numerusform>Einlesen von %n Datensatz</numerusform>
            <numerusform>Einlesen von %n Datensätzen</numerusform>
        </translation>
    </message>
    <message>
        <source>import</source>
        <translation>Einlesen</translation>
    </message>
    <message numerus="yes">
        <source>leaving out %n record(s)</source>
        <translation>
            <numerusform>Weglassen von %n Datensatz</numerusform>
            <numerusform>Weglassen von %n Datensätzen</numerusform>
        </translation>
    </message>
    <message>
        <source>leaving out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>pairs from votes</source>
        <translation>Paare aus Stimmen</translation>
    </message>
</context>
<context>
    <name>FormatTexts</name>
    <message>
        <source>%1M</source>
        <translation>%1 Mio.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>today, %1</source>
        <translation>heute, %1</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Label</source>
        <translation>Urteilen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>much better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slightly better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tie</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>base</name>
    <message>
        <source>Make room on the disk and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the permissions of the file and its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is larger than %1 bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check whether this is the right file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder cannot be written to the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be written to the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder cannot be made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file stands where a folder is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be renamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lock cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lock cannot be taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in use by %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it there first, or open it read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be put in its place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be opened for writing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>charts</name>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rewards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>β·Δlogp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log-probs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p5–p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of means</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>what this machine has, and what is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  --json   one object: cpu, cores, memory, sqlite, libtorch, devices, ok
Exits with 1 when something that training needs is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>store data files in a project, which is made if it is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  --project DIR      the project&apos;s folder
  --format NAME      the scheme, instead of recognising it (see help read)
  --map FILE.json    any columns to ours (see help read)
  --replace-invalid  take rows that are not UTF-8, with U+FFFD for wrong bytes
  --json             {&quot;project&quot;, &quot;files&quot;: [{path, format, records, rows, refused, left_out_of_training,
                     codes, problems: [{code, line, column, field, found, what, todo}], ...}]}
An import that was interrupted goes on where it ended. Exits with 4 when rows were refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read a data file and print its records, one JSON object a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  --format NAME      the scheme, instead of recognising it: trl-preference,
                     trl-preference-implicit, trl-unpaired, trl-prompt-completion,
                     trl-language-modelling, trl-stepwise, hh-rlhf, sharegpt-pref,
                     ultrafeedback-binarized
  --map FILE.json    any columns to ours: {&quot;kind&quot;: &quot;pair|unpaired|demo|steps&quot;,
                     &quot;fields&quot;: {&quot;prompt&quot;: COLUMN, &quot;chosen&quot;: COLUMN, ...}}; a COLUMN may be a
                     path (input.messages) or a template ({question}\n{options}); &quot;explode&quot;:
                     COLUMN or {&quot;keys&quot;: [COLUMNS]} makes several records of a row, then
                     &quot;*.solution&quot; is inside the present one; &quot;text_mode&quot;: chat or plain;
                     &quot;true_values&quot;: labels that mean true
  --limit N          stop after N records
  --from-byte B      pass over rows that begin before this byte of the text
  --replace-invalid  take rows that are not UTF-8, with U+FFFD for wrong bytes
Containers: JSON Lines, JSON, CSV, TSV, Parquet; gzip around the text ones. Lines have a key
&quot;t&quot;: head, record, problem, progress, end, or error when the file cannot be read at all.
Exits with 4 when rows were refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measures of a project&apos;s records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  --json   one object on one line: counts, pairs, unpaired, demos
Pairs count by the label in force; the project may be open in a window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write examples of the starter world, with known truth and style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>  --family NAME   all (default), sum, word_problem, list, document, writing, small_talk, story
  --kind KIND     demo (default): prompt and completion; pair: the warm answer is chosen; text
  --count N       lines to write, 1000 unless given
  --seed S        the same seed writes the same lines, 1 unless given
  --held-out      prompts that training never draws
  --out FILE      JSON lines; &quot;-&quot; (default) is standard output</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>The file is too short for safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header is longer than 100 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a safetensors file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header is cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header is not JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder holds no config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>config.json is not a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder holds no safetensors weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model folder with model.safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program that trains, marginalia-cli, is not beside the window&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build or install it, then start the run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worker could not be started: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>data</name>
    <message>
        <source>This file is packed with zstd (zstd+jsonl or another text).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpack it first: zstd -d FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is an Arrow stream (arrow-stream), as Hugging Face&apos;s save_to_disk writes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as Parquet first: Dataset.to_parquet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is an Arrow file (arrow-file).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as Parquet first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a Parquet file, and this program was built without Parquet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build with MARGINALIA_PARQUET, or write the file as JSON Lines first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is packed with bzip2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpack it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is packed with xz.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a ZIP archive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpack it first and name one of its files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a pickle, which can run code when it is opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the data as JSON Lines with the program that made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is a Hugging Face data set saved to disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as Parquet first (Dataset.to_parquet), and name that file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is a collection of LLaMA-Factory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one of its data files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a data file in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content of this file is not known; it begins with &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data files are JSON Lines, JSON, CSV, TSV and Parquet, also packed with gzip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a file with rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Behind the closing quote of a cell the cell must end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write quotes inside a quoted cell twice. A file without quoting needs other software first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quoted cell that begins in this line never ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the quote; what follows was not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; occurs twice in the header, or is not UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give every column its own name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The header is broken or has more than %1 columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the first line right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row has %1 cells, the header has %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the row right, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cell is not UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert the file to UTF-8, or let wrong bytes be replaced (--replace-invalid).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dialogue must begin with two newlines and &quot;Human:&quot; or &quot;Assistant:&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map its columns (--map, or the left side of the import dialog), or rename them to prompt, chosen and rejected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn it into prompt, chosen and rejected, one row for each pair, and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dialogue pairs as HH-RLHF writes them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>binarized UltraFeedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ShareGPT pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unpaired preferences (TRL)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stepwise supervision (TRL)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preference pairs (TRL)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompts and completions (TRL)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preference pairs that contain their prompt (TRL)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conversations or texts to learn from (TRL)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>red-team transcripts of HH-RLHF, not preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the harmless or helpful folders of that set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UltraFeedback with all ratings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import its binarized form, or make pairs of a best and a worse answer first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pairs binarized by Argilla</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the evaluation set RewardBench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is meant for evaluation. To train on it all the same, map its columns (--map).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stanford Human Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenAI preference rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map its columns (--map): input.messages, preferred_output and non_preferred_output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenAI conversations with a weight for each turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the weights to train on the last answer of every conversation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms-swift pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpaca instructions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map its columns (--map): instruction and input to prompt, output to completion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpaca pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map its columns (--map): instruction and input to prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ShareGPT conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the key to messages, from to role and value to content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chat pairs as Axolotl reads them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename messages to prompt and put chosen and rejected into lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>judged conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split each conversation into prompt and completion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split each conversation into prompt and completion, and rename kto_tag to label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>judged answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename kto_tag to label, or map the columns (--map).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orca pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map its columns (--map): system and question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pairs with an input column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map its columns (--map): input to prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Argilla pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map its columns (--map).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ranked answers as Nectar has them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PKU-SafeRLHF pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which of its two labels counts and turn it into prompt, chosen and rejected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HelpSteer preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>arena conversations with a winner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>messages of OpenAssistant trees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comparisons of summaries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Label Studio export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn its judgements into prompt, chosen and rejected first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a short Label Studio export (JSON-MIN)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nested Argilla records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn its submitted responses into prompt, chosen and rejected first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flat Argilla records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompts without answers (TRL)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add answers to judge; prompts alone hold nothing to learn from yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools must be a list of schemas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt must be text, as the answers are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected the end of the value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row may hold at most %1 values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists and objects may lie at most %1 deep in each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected &quot;,&quot; or &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; occurs twice in one object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected &quot;:&quot; behind a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected a key in double quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This text has no closing quote.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A control character inside a text must be written as an escape.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This escape does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected four hexadecimal digits behind \u.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value ends too early.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This number does not fit into a double.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected &quot;,&quot; or &quot;]&quot; behind a row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What follows cannot be read; put this place right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This item has no object under &quot;row&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected the end of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected &quot;{&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected &quot;,&quot; or &quot;}&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See `marginalia-cli help read` for what a mapping holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mapping has no such key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected an object from fields to columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected a column, a path or a template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected an object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected pair, unpaired, demo or steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected chat or plain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mapping of kind %1 needs this field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected a column or {&quot;keys&quot;: [names of columns]}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The label must be true or false.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the values that mean true in &quot;true_values&quot; of the mapping.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a list or an object gives several records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row may give at most %1 records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This content has parts that are not text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only text can be trained on here; leave the row out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content of a message must be text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a role of a message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roles are system, developer, user, assistant and tool.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists of one message list differ in length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A message must be an object with role and content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected a list of messages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; is absent or null.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill it in, leave the row out, or map the columns (--map).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the row right, or map the columns (--map).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no line of the reader: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the marginalia-cli that belongs to this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record is larger than %1 bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split the row, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file holds no rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The columns follow no scheme that is known here: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which column is what with --map, or name a scheme with --format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file holds %1 (%2), which is not imported yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no scheme &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schemes are %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row is one of %1 (%2), which are not imported yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Parquet file cannot be continued at a byte.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import it anew; nothing of it is stored twice when the first import is undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Byte %1 of the text is not UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row is larger than %1 bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the line right, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A row must be a JSON object; this is %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path and its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a regular file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a data file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gzip data end early or are damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation has no turn of the assistant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected true or false.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels must be a list with one entry for every step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps must be a list of texts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen and rejected must both be texts or both be lists of messages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A column has values of type %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave that column out when writing the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Parquet file is damaged or uses what is not read here: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch it again, or write it as JSON Lines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; occurs twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has more than %1 columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave columns out when writing the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory ran out while reading the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it with smaller row groups, or as JSON Lines.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>device</name>
    <message>
        <source>There is no device &quot;%1&quot; here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose auto or one of: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message>
        <source>Below 3.51.3 two checkpointing connections can damage a database; Marginalia uses one writer that alone checkpoints, so this is safe here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>generation</name>
    <message>
        <source>The prompt is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt has a token outside the model&apos;s vocabulary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a prompt, and use the tokenizer of this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temperature, top_k or top_p is out of range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temperature is 0 or more, top_k 0 or more, top_p over 0 and at most 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model cannot write: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for fewer or shorter answers.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>jobs</name>
    <message>
        <source>The run was made by another version of Marginalia.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it with the version that made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is not a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was damaged or cut; use a copy, or start the run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings of a run are a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be %2, not %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a setting of a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no objective &quot;%1&quot; in this version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must lie between %2 and %3, not %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 must be one of %2, not &quot;%3&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no parameter &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no choice &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terms belong to dpo; %1 has none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a term of this version; terms are dpo and sft.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The term &quot;%1&quot; stands twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs at least %2 rows in a batch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only sft trains on the whole text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step may hold at most 65,535 pairs or rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No start model is named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run&apos;s status cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run cannot be repeated from this folder; start it again from the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A record is larger than 64 MiB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it out of training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run&apos;s data has no such record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run&apos;s data is cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A record of the run&apos;s data has a wrong length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A record of the run&apos;s data does not match its checksum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A record of the run&apos;s data cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not the index of a run&apos;s data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run&apos;s data was written by another version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the version that made the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The index of the run&apos;s data does not match its checksum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run&apos;s data is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the %1 labelled records here can train this objective.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label some pairs, choose another view, or another objective.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>marginalia</name>
    <message>
        <source>1 is best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vote for the first answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 is best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vote for the second answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 is best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vote for the third answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 is best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vote for the fourth answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answers are equally good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the answers is worth learning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make this a pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the vote on this prompt to Data as a labelled pair.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour each token by how much likelier it became than under the start model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word diff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the words that differ from column 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the answer of the checkpoint before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the answer of the next checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the prompt before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let all columns answer this prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let all columns answer all prompts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop; what is written stays, marked as cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put one more model beside the others, up to four.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change temperature, seed and length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · step %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer 1 is better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store that answer 1 is better and bring the next pair.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer 1 is much better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store a strong preference for answer 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer 1 is slightly better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store a slight preference for answer 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer 2 is better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store that answer 2 is better and bring the next pair.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer 2 is much better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store a strong preference for answer 2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer 2 is slightly better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Store a slight preference for answer 2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both answers are equally good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both answers may be learnt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither answer may be learnt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave this pair without a verdict.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark this pair to come back to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why, in your own words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark the words in which the answers differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump to the next differing passage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump to the differing passage before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide number, counts and your pace while you judge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show source text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the answers as they are stored, without Markdown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo last label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back your last label, also from earlier days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back the label that was taken back last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on without a verdict.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the pair before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to pair…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a pair by its number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>much better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slightly better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>both good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>both bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not labelled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>marginalia::AboutDialog</name>
    <message>
        <source>About Marginalia</source>
        <translation>Über Marginalia</translation>
    </message>
    <message>
        <source>Label answers, train on the labels, see what changed and why.</source>
        <translation>Antworten beurteilen, mit den Urteilen trainieren, sehen, was sich änderte und warum.</translation>
    </message>
    <message>
        <source>Training uses LibTorch in a program of its own; “Check this machine” names its version.</source>
        <translation>Das Training nutzt LibTorch in einem eigenen Programm; „Diesen Rechner prüfen“ nennt die Version.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>marginalia::AnswerColumn</name>
    <message>
        <source>Model of this column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens · %2/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log-prob %1, start model %2, %3 nats</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>marginalia::BusyLine</name>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
    </message>
</context>
<context>
    <name>marginalia::CoachStrip</name>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>Progress of the tour</source>
        <translation>Stand des Rundgangs</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>Rundgang beenden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>marginalia::CommandPalette</name>
    <message>
        <source>recent</source>
        <translation>zuletzt</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
</context>
<context>
    <name>marginalia::ComparePanel</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s) added to Data</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>No pair was made: the answers are equal, or there is no vote on this prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 voted here. Number: the answer you preferred, 0 is a tie.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temperature %1 · seed %2 · up to %3 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four columns are the most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs two columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every column must have written its answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vote for one answer first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a column and a prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is being written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write all %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This prompt through the run, moves column %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>model folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has no checkpoint yet. It can be compared once it has saved one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log-prob minus start model: less likely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more likely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put two models side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same prompts, same seed: see what training changed, and vote.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change temperature, seed and length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt; Ctrl+Enter adds the edited prompt and writes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a prompt; Ctrl+Enter adds it and lets the columns answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bars: share of words that differ from the start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>marginalia::DockFrame</name>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
</context>
<context>
    <name>marginalia::DropHint</name>
    <message>
        <source>Or drop a data file or a model folder anywhere</source>
        <translation>Oder eine Datei oder einen Modellordner ablegen</translation>
    </message>
</context>
<context>
    <name>marginalia::DropVeil</name>
    <message>
        <source>%1 is nothing to open here; drop JSON Lines, JSON, CSV, Parquet, a project or a model folder</source>
        <translation>%1 lässt sich hier nicht öffnen; JSON Lines, JSON, CSV, Parquet, ein Projekt oder einen Modellordner ablegen</translation>
    </message>
    <message>
        <source>Opens the project %1</source>
        <translation>Öffnet das Projekt %1</translation>
    </message>
    <message>
        <source>Adds this model</source>
        <translation>Nimmt dieses Modell auf</translation>
    </message>
    <message numerus="yes">
        <source>Imports %n data file(s)</source>
        <translation>
            <numerusform>Liest %n Datei ein</numerusform>
            <numerusform>Liest %n Dateien ein</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Makes a project from %n data file(s)</source>
        <translation>
            <numerusform>Macht ein Projekt aus %n Datei</numerusform>
            <numerusform>Macht ein Projekt aus %n Dateien</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::HostClient</name>
    <message>
        <source>The program marginalia-cli is not beside the window&apos;s.</source>
        <translation>Das Programm marginalia-cli liegt nicht neben dem des Fensters.</translation>
    </message>
    <message>
        <source>The model host ended %1 times in a row.</source>
        <translation>Der Modelldienst endete %1-mal in Folge.</translation>
    </message>
    <message>
        <source>The model host stopped and is started again.</source>
        <translation>Der Modelldienst brach ab und wird neu gestartet.</translation>
    </message>
    <message>
        <source>The model host could not be started.</source>
        <translation>Der Modelldienst ließ sich nicht starten.</translation>
    </message>
</context>
<context>
    <name>marginalia::ImportJob</name>
    <message>
        <source>The program marginalia-cli is not beside the window&apos;s.</source>
        <translation>Das Programm marginalia-cli liegt nicht neben dem des Fensters.</translation>
    </message>
    <message>
        <source>The reader could not be started: %1.</source>
        <translation>Der Leser ließ sich nicht starten: %1.</translation>
    </message>
    <message>
        <source>The reader sent a line that is too long.</source>
        <translation>Der Leser schickte eine zu lange Zeile.</translation>
    </message>
    <message>
        <source>The reader stopped without a message. What was read so far is kept.</source>
        <translation>Der Leser brach ohne Meldung ab. Was bis dahin gelesen war, bleibt.</translation>
    </message>
    <message>
        <source>The file could not be read.</source>
        <translation>Die Datei ließ sich nicht lesen.</translation>
    </message>
</context>
<context>
    <name>marginalia::InfoBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>marginalia::JobModel</name>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>marginalia::JobsDock</name>
    <message>
        <source>Jobs</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>No jobs yet</source>
        <translation>Noch keine Aufgaben</translation>
    </message>
    <message>
        <source>Training runs and imports are listed here while they work and after.</source>
        <translation>Trainings und Einlesen stehen hier, solange sie arbeiten und danach.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Choose a job first.</source>
        <translation>Erst eine Aufgabe wählen.</translation>
    </message>
    <message>
        <source>This job cannot do that now.</source>
        <translation>Diese Aufgabe kann das jetzt nicht.</translation>
    </message>
</context>
<context>
    <name>marginalia::KeyDelegate</name>
    <message>
        <source>Press the new key</source>
        <translation>Neue Taste drücken</translation>
    </message>
    <message>
        <source>%1 belongs to “%2” already. The old key stays.</source>
        <translation>%1 gehört schon zu „%2“. Die alte Taste bleibt.</translation>
    </message>
</context>
<context>
    <name>marginalia::KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Keys can be changed in the settings.</source>
        <translation>Tasten lassen sich in den Einstellungen ändern.</translation>
    </message>
</context>
<context>
    <name>marginalia::LabelPanel</name>
    <message>
        <source>Label</source>
        <translation>Urteilen</translation>
    </message>
    <message>
        <source>Same text on both sides: only Skip and Flag apply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every pair has a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits in this queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 looked at here: %2 changed, %3 kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on the labels, or choose another queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is slow: 64 labels wait to be stored. Labelling goes on by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This project is open read-only: verdicts cannot be stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n today</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No label of yours to take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No label was taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter stores this verdict; another key changes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pairs · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds per label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>20 labels ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt and two answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer 1 is …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer 2 is …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pairs to label yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring pairs of answers from a file, or let two models answer your prompts in Compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train on the labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optional, kept as a draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why this verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What decided it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trail of your verdicts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>marginalia::MachineCard</name>
    <message>
        <source>only the sample</source>
        <translation>nur das Beispiel</translation>
    </message>
    <message>
        <source>up to %1B weights</source>
        <translation>bis %1 Mrd. Gewichte</translation>
    </message>
    <message>
        <source>up to %1M weights</source>
        <translation>bis %1 Mio. Gewichte</translation>
    </message>
    <message>
        <source>What this machine can do</source>
        <translation>Was dieser Rechner kann</translation>
    </message>
    <message>
        <source>The program marginalia-cli is not beside the window&apos;s. Training and comparing need it; build or install it.</source>
        <translation>Das Programm marginalia-cli liegt nicht neben dem des Fensters. Training und Vergleich brauchen es; bauen oder installieren.</translation>
    </message>
    <message>
        <source>This machine could not be checked.</source>
        <translation>Dieser Rechner ließ sich nicht prüfen.</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n core(s), %1</source>
        <translation>
            <numerusform>%n Kern, %1</numerusform>
            <numerusform>%n Kerne, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Full tuning</source>
        <translation>Volles Training</translation>
    </message>
    <message>
        <source>Compare only</source>
        <translation>Nur vergleichen</translation>
    </message>
    <message>
        <source>Estimates. The exact need is shown before a run starts.</source>
        <translation>Schätzungen. Der genaue Bedarf steht vor dem Start eines Laufs.</translation>
    </message>
    <message>
        <source>No GPU: training uses the processor. Estimates; the exact need is shown before a run starts.</source>
        <translation>Keine GPU: das Training nutzt den Prozessor. Schätzungen; der genaue Bedarf steht vor dem Start eines Laufs.</translation>
    </message>
    <message>
        <source>Training does not work here: LibTorch is missing or broken. Run packaging/run again; it fetches what is missing.</source>
        <translation>Training geht hier nicht: LibTorch fehlt oder ist beschädigt. packaging/run noch einmal starten; es holt, was fehlt.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Processor · %1</source>
        <translation>Prozessor · %1</translation>
    </message>
</context>
<context>
    <name>marginalia::MainWindow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>Import stopped after %n record(s).</source>
        <translation>
            <numerusform>Einlesen nach %n Datensatz angehalten.</numerusform>
            <numerusform>Einlesen nach %n Datensätzen angehalten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) imported.</source>
        <translation>
            <numerusform>%n Datensatz eingelesen.</numerusform>
            <numerusform>%n Datensätze eingelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>Da&amp;ten</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>&amp;Urteilen</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>T&amp;rainieren</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>T&amp;ools</source>
        <translation>&amp;Extras</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>%1 – Marginalia</source>
        <translation>%1 – Marginalia</translation>
    </message>
    <message>
        <source>Not stored: disk full</source>
        <translation>Nicht gespeichert: Platte voll</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>Kein Projekt ist offen.</translation>
    </message>
    <message>
        <source>Nothing to take back.</source>
        <translation>Nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Done again: %1.</source>
        <translation>Wiederholt: %1.</translation>
    </message>
    <message>
        <source>Taken back: %1.</source>
        <translation>Zurückgenommen: %1.</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>Erst ein Projekt öffnen.</translation>
    </message>
    <message>
        <source>The project is open for reading only.</source>
        <translation>Das Projekt ist nur zum Lesen offen.</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Open for reading only</source>
        <translation>Nur zum Lesen öffnen</translation>
    </message>
    <message>
        <source>Import data</source>
        <translation>Daten einlesen</translation>
    </message>
    <message>
        <source>Data files (%1);;All files (%2)</source>
        <translation>Daten (%1);;Alle Dateien (%2)</translation>
    </message>
    <message>
        <source>Model %1 added.</source>
        <translation>Modell %1 aufgenommen.</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>Ein Lauf ist im Gange</translation>
    </message>
    <message>
        <source>It can go on without the window; you find it here when you come back.</source>
        <translation>Er kann ohne das Fenster weiterlaufen und steht hier, wenn es wieder offen ist.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Hier bleiben</translation>
    </message>
    <message>
        <source>Stop at the next step</source>
        <translation>Beim nächsten Schritt anhalten</translation>
    </message>
    <message>
        <source>Keep it running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
</context>
<context>
    <name>marginalia::NewProjectDialog</name>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>In the folder</source>
        <translation>Im Ordner</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Den Ordner wählen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Folder for the project</source>
        <translation>Ordner für das Projekt</translation>
    </message>
    <message>
        <source>A name has no slash and no dot at its beginning.</source>
        <translation>Ein Name hat keinen Schrägstrich und keinen Punkt am Anfang.</translation>
    </message>
    <message>
        <source>There is a folder %1 already.</source>
        <translation>Einen Ordner %1 gibt es schon.</translation>
    </message>
    <message>
        <source>Give the project a name first.</source>
        <translation>Dem Projekt erst einen Namen geben.</translation>
    </message>
</context>
<context>
    <name>marginalia::PaceBars</name>
    <message>
        <source>Seconds per label: none yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Seconds per label, last %n label(s), middle %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::PairView</name>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This pair carries a flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n turn(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n after this one</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::PaletteField</name>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
</context>
<context>
    <name>marginalia::ProjectButton</name>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Project %1</source>
        <translation>Projekt %1</translation>
    </message>
</context>
<context>
    <name>marginalia::PromptModel</name>
    <message>
        <source>%1, preferred %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, tie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, no vote yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>marginalia::QueueItem</name>
    <message>
        <source>%1, %2 waiting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>marginalia::QueueList</name>
    <message>
        <source>Queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not labelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pairs nobody has judged, in the order of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pairs that carry a flag, in the order of the file. The earlier verdict is outlined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every pair, in the order of the file. A new verdict is kept beside the old one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>marginalia::Rail</name>
    <message>
        <source>Panels</source>
        <translation>Bereiche</translation>
    </message>
</context>
<context>
    <name>marginalia::RailButton</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::RecentList</name>
    <message>
        <source>folder not found</source>
        <translation>Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>pairs, runs</comment>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pair(s)</source>
        <translation>
            <numerusform>%Ln Paar</numerusform>
            <numerusform>%Ln Paare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln Lauf</numerusform>
            <numerusform>%Ln Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Letzte Projekte</translation>
    </message>
    <message>
        <source>Projects you open are listed here.</source>
        <translation>Geöffnete Projekte stehen hier.</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Where is %1 now?</source>
        <translation>Wo ist %1 jetzt?</translation>
    </message>
</context>
<context>
    <name>marginalia::SampleCard</name>
    <message>
        <source>Try the sample</source>
        <translation>Das Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>Try the sample, two minutes</source>
        <translation>Das Beispiel ausprobieren, zwei Minuten</translation>
    </message>
    <message numerus="yes">
        <source>A tiny model that runs on any computer, %n pair(s), and nothing to download.</source>
        <translation>
            <numerusform>Ein winziges Modell, das auf jedem Rechner läuft, %n Paar und nichts herunterzuladen.</numerusform>
            <numerusform>Ein winziges Modell, das auf jedem Rechner läuft, %n Paare und nichts herunterzuladen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Label ten pairs</source>
        <translation>Zehn Paare beurteilen</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>Press 1 or 2 for the answer you like better. For example, the friendlier one.</source>
        <translation>1 oder 2 für die bessere Antwort drücken. Zum Beispiel die freundlichere.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Watch the margin rise: how much more the model likes what you chose.</source>
        <translation>Den Abstand wachsen sehen: wie viel lieber dem Modell das Gewählte ist.</translation>
    </message>
    <message>
        <source>See the answer change</source>
        <translation>Die Antwort ändert sich</translation>
    </message>
    <message>
        <source>30 s</source>
        <translation>30 s</translation>
    </message>
    <message>
        <source>Same new question, before and after your labels.</source>
        <translation>Dieselbe neue Frage, vor und nach den Urteilen.</translation>
    </message>
    <message>
        <source>Look behind a point</source>
        <translation>Hinter einen Punkt sehen</translation>
    </message>
    <message>
        <source>Click any point of a curve: the pairs that made it, down to the token.</source>
        <translation>Einen Punkt einer Kurve anklicken: die Paare dahinter, bis zum Token.</translation>
    </message>
</context>
<context>
    <name>marginalia::SamplingDialog</name>
    <message>
        <source>A number from %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature (0: always the likeliest token)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to this many tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>marginalia::Scrubber</name>
    <message>
        <source>Checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint %1 of %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>marginalia::SettingRow</name>
    <message>
        <source>Back to default</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>%1: back to default</source>
        <translation>%1: zurück zur Vorgabe</translation>
    </message>
</context>
<context>
    <name>marginalia::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Changes apply at once.</source>
        <translation>Änderungen gelten sofort.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>marginalia::SettingsPage</name>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Enter or a double click on a key changes it; Delete brings the default back.</source>
        <translation>Eingabe oder Doppelklick auf eine Taste ändert sie; Entf bringt die Vorgabe zurück.</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Back to default</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>Change the key</source>
        <translation>Taste ändern</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Closing while a run goes on</source>
        <translation>Schließen, während ein Lauf arbeitet</translation>
    </message>
    <message>
        <source>Runs do not need the window; they can go on without it.</source>
        <translation>Läufe brauchen das Fenster nicht; sie können ohne es weiterlaufen.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Weiterlaufen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>System follows the desktop, also while the window is open.</source>
        <translation>System folgt dem Desktop, auch bei offenem Fenster.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Of the whole window; also Ctrl and plus, minus or 0.</source>
        <translation>Des ganzen Fensters; auch Strg und Plus, Minus oder 0.</translation>
    </message>
    <message>
        <source>Labelling</source>
        <translation>Urteilen</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Stands beside each label you store; labels are kept apart by it.</source>
        <translation>Steht bei jedem gespeicherten Urteil; danach werden Urteile unterschieden.</translation>
    </message>
    <message>
        <source>Confirm each verdict</source>
        <translation>Jedes Urteil bestätigen</translation>
    </message>
    <message>
        <source>A verdict waits for Enter before it is stored.</source>
        <translation>Ein Urteil wartet auf Eingabe, bevor es gespeichert wird.</translation>
    </message>
    <message>
        <source>Labels a day</source>
        <translation>Urteile am Tag</translation>
    </message>
    <message>
        <source>The bar under Today fills towards it.</source>
        <translation>Der Balken unter Heute füllt sich bis dahin.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Model folders offered in Train and Compare. Nothing is copied and nothing is fetched.</source>
        <translation>Modellordner, die Trainieren und Vergleichen anbieten. Nichts wird kopiert, nichts geholt.</translation>
    </message>
    <message>
        <source>Model folders</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner aufnehmen …</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privates</translation>
    </message>
    <message>
        <source>Everything stays on this machine: no accounts, no connections, no reports. Projects lie in the folders you choose; settings and the list of recent projects in your home folder.</source>
        <translation>Alles bleibt auf diesem Rechner: keine Konten, keine Verbindungen, keine Berichte. Projekte liegen in den gewählten Ordnern; Einstellungen und die Liste letzter Projekte im eigenen Verzeichnis.</translation>
    </message>
    <message>
        <source>Show the settings folder</source>
        <translation>Ordner der Einstellungen zeigen</translation>
    </message>
    <message>
        <source>Forget recent commands</source>
        <translation>Letzte Befehle vergessen</translation>
    </message>
</context>
<context>
    <name>marginalia::StartPage</name>
    <message>
        <source>Start page</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>Label answers, train on the labels, see what changed and why. Everything stays on this machine.</source>
        <translation>Antworten beurteilen, mit den Urteilen trainieren, sehen, was sich änderte und warum. Alles bleibt auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Anfangen</translation>
    </message>
    <message>
        <source>Import data</source>
        <translation>Daten einlesen</translation>
    </message>
    <message>
        <source>JSON Lines, JSON, CSV or Parquet</source>
        <translation>JSON Lines, JSON, CSV oder Parquet</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>New empty project</source>
        <translation>Neues leeres Projekt</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>%1 is no longer in the list.</source>
        <translation>%1 steht nicht mehr in der Liste.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>What this machine can do</source>
        <translation>Was dieser Rechner kann</translation>
    </message>
</context>
<context>
    <name>marginalia::StatusLine</name>
    <message>
        <source>Status</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Progress of the running job</source>
        <translation>Stand der laufenden Aufgabe</translation>
    </message>
    <message>
        <source>No project open</source>
        <translation>Kein Projekt offen</translation>
    </message>
    <message>
        <source>Open for reading only</source>
        <translation>Nur zum Lesen öffnen</translation>
    </message>
    <message>
        <source>Everything stored</source>
        <translation>Alles gespeichert</translation>
    </message>
    <message>
        <source>Storing…</source>
        <translation>Speichert …</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
</context>
<context>
    <name>marginalia::StepArt</name>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>60 − 14 = 46.</source>
        <translation>60 − 14 = 46.</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>Sure. 60 − 14 = 46.</source>
        <translation>Klar. 60 − 14 = 46.</translation>
    </message>
    <message>
        <source>Sure.</source>
        <translation>Klar.</translation>
    </message>
</context>
<context>
    <name>marginalia::TextView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Show the source</source>
        <translation>Quelltext zeigen</translation>
    </message>
    <message>
        <source>Show it formatted</source>
        <translation>Formatiert zeigen</translation>
    </message>
    <message>
        <source>Text size as it was</source>
        <translation>Schriftgröße wie zuvor</translation>
    </message>
    <message>
        <source>%1 % below</source>
        <translation>%1 % weiter unten</translation>
    </message>
</context>
<context>
    <name>marginalia::Tour</name>
    <message>
        <source>%1 unseen questions: warm start %2 → %3, right number %4 → %5.</source>
        <translation>%1 neue Fragen: warmer Anfang %2 → %3, richtige Zahl %4 → %5.</translation>
    </message>
    <message>
        <source>Ten labels are few. With forty the numbers hold better.</source>
        <translation>Zehn Urteile sind wenige. Mit vierzig halten die Zahlen besser.</translation>
    </message>
    <message>
        <source>Press 1 or 2 for the friendlier answer.</source>
        <translation>1 oder 2 für die freundlichere Antwort drücken.</translation>
    </message>
    <message>
        <source>Go to Label</source>
        <translation>Zum Urteilen</translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s) labelled. The model can learn from them now.</source>
        <translation>
            <numerusform>%n Paar beurteilt. Das Modell kann jetzt daraus lernen.</numerusform>
            <numerusform>%n Paare beurteilt. Das Modell kann jetzt daraus lernen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Train on your labels</source>
        <translation>Mit diesen Urteilen trainieren</translation>
    </message>
    <message>
        <source>The margin rises: the model prefers what you chose.</source>
        <translation>Der Abstand wächst: das Modell zieht das Gewählte vor.</translation>
    </message>
    <message>
        <source>Done. The same new questions, before and after your labels:</source>
        <translation>Fertig. Dieselben neuen Fragen, vor und nach den Urteilen:</translation>
    </message>
    <message>
        <source>See the answers change</source>
        <translation>Die geänderten Antworten sehen</translation>
    </message>
    <message>
        <source>Left the start model, right the one you trained. Now %1 asks both questions that neither has seen.</source>
        <translation>Links das Startmodell, rechts das trainierte. %1 stellt nun beiden Fragen, die keines kennt.</translation>
    </message>
    <message>
        <source>Look behind a point</source>
        <translation>Hinter einen Punkt sehen</translation>
    </message>
    <message>
        <source>Label 30 more</source>
        <translation>30 weitere beurteilen</translation>
    </message>
    <message>
        <source>These pairs made that point. That was the loop.</source>
        <translation>Diese Paare ergaben den Punkt. Das war der Kreislauf.</translation>
    </message>
    <message>
        <source>Import your own data</source>
        <translation>Eigene Daten einlesen</translation>
    </message>
</context>
<context>
    <name>marginalia::TrailModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, with a reason</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>marginalia::VerdictBar</name>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>marginalia::VotesColumn</name>
    <message>
        <source>Votes so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names visible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Become labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put two models side by side to count votes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wins · %2 losses · %3 ties</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Share of the %n vote(s) that preferred one side. Who knows the names may judge the names.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A vote for one answer can become a labelled pair in Data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are pairs in Data already, %2 wait. Ties and “all bad” stay votes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Add %n pair(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::Workspace</name>
    <message>
        <source>Import %1</source>
        <translation>Einlesen %1</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n Datensatz</numerusform>
            <numerusform>%n Datensätze</numerusform>
        </translation>
    </message>
    <message>
        <source>Training %1</source>
        <translation>Training %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>metrics</name>
    <message>
        <source>What the optimizer lowers, averaged over the step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step size of the optimizer in this step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the gradient before clipping.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>β times the gain in log-probability of the better answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>β times the gain in log-probability of the worse answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reward of the chosen minus reward of the rejected answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of pairs whose chosen answer has the higher reward.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log-probability of the better answers, summed over tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log-probability of the worse answers, summed over tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KTO&apos;s reference point: how far the model has moved on other answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How undecided the model is, averaged over trained tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of trained tokens that are the model&apos;s first choice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponential of the mean loss of a token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin below which five in a hundred pairs of the step lie.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median margin of the pairs of the step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin above which five in a hundred pairs of the step lie.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of prompts and answers per second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds of this step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory of the worker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows left out of the step because a value was not finite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preference part of the loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The likelihood part of the loss.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>model</name>
    <message>
        <source>The tensor &quot;%1&quot; has the shape %2, but %3 of config.json asks for %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>config.json and the weights are of different models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; is missing (num_hidden_layers, tie_word_embeddings and the bias keys of config.json ask for it).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; is stored as %2, which is not trained here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model does not fit: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs or choose a smaller model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a Llama, Qwen2 or Qwen3 model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with config.json and model.safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of shards cannot be used: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the model folder again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A shard lacks a tensor that the list of shards names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base model&apos;s config.json is not a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights are a pickle (pytorch_model.bin), which can run code when opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert the model to safetensors first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder has no model.safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model folder cannot be written: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rope_scaling.%1 %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marginalia computes the kinds default, linear, dynamic, llama3 and yarn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has no tensor &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; has the type %2, which Marginalia does not compute with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a whole safetensors file: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch or copy the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; cannot be stored as safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; would be written twice.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>objectives</name>
    <message>
        <source>β</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pull towards the start model. Small values let the model move far; 0.1 is usual.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SFT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imitation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes the answers of the data more likely, token by token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have good answers and no comparisons, or want a warm start before DPO.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeats the data when trained too long; learns nothing from rejected answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out loss: when it rises while the loss falls, stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Average over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all tokens of the step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each answer, then answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether long answers count more than short ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DPO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>direct preference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raises the chosen answer above the rejected one, measured against the start model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have pairs with a clear better answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both log-probs can fall while the margin grows; add an SFT term then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log-probs of the chosen answers and the held-out accuracy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of your labels that you believe to be the wrong way round.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all pairs alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>much better asks for a larger margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether slightly, plainly and much better ask for different margins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SFT term averages over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all chosen tokens of the step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing: the sum of each answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only with an SFT term; the sum needs a weight some hundred times smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KTO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thumbs up or down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes good answers likelier and bad ones unlikelier than a moving reference point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your labels are good or bad, not pairs; it also uses both good and both bad.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lopsided labels: balance the two weights when one kind is rare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reference point: when it runs away, lower the learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise it when good answers are rare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise it when bad answers are rare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference point from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one drawn partner a record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the neighbour in the batch, as TRL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which other answer stands beside a prompt to measure drift.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty partners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>count as no drift, as TRL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What an empty partner answer adds to the reference point.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no parameter &quot;%1&quot; here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The term &quot;%1&quot; is not in this version; terms are dpo and sft.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The objective &quot;%1&quot; is not in this version.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>presets</name>
    <message>
        <source>DPO with an SFT term</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the starter model and a few dozen labels: the margin grows and the chosen answers stay likely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain DPO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TRL&apos;s defaults, for models that already answer well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RPO: DPO plus likelihood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Iterative reasoning preference optimisation, 2404.19733.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regularised PO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DPO with the summed likelihood of the chosen answer, 2405.16436.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KTO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good and bad answers without pairs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KTO as TRL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every choice as TRL 1.16 makes it, to compare numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SFT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn from chosen answers and demonstrations.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>sample</name>
    <message>
        <source>76 + 21 = 97.</source>
        <translation>76 + 21 = 97.</translation>
    </message>
    <message>
        <source>Sure. It is 97.</source>
        <translation>Klar. Das ist 97.</translation>
    </message>
    <message>
        <source>What is 8 + 30?</source>
        <translation>Was ist 8 + 30?</translation>
    </message>
    <message>
        <source>Say: cat, dog, hen</source>
        <translation>Sag: Katze, Hund, Huhn</translation>
    </message>
    <message>
        <source>Where does Mira live?</source>
        <translation>Wo wohnt Mira?</translation>
    </message>
</context>
<context>
    <name>store</name>
    <message>
        <source>Make room on the disk; nothing that was shown as stored is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a copy from the folder backups in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk and the permissions of the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project database says: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting %1 of the project database is &quot;%2&quot;, not &quot;%3&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the project on a local disk: some network folders cannot hold it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project could not be worked on: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The label journal is not open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the project again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup failed: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room on the disk and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project database cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a project of Marginalia.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with a .marginalia file in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This database belongs to another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This project was made by a newer version of Marginalia (its format is %1, this program knows %2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it with that version; it was not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project could not be brought from format %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is unchanged; a copy is %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project folder cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no project in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are several .marginalia files in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the .marginalia file of the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project &quot;%1&quot; is open in another program: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project has lost its identity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This project was made by a newer version of Marginalia.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new project needs an empty folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder or another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such import.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such import to go on with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such record in this project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record #%1 has been left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo that first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A label needs the name of a person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your name in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only pairs can be judged this way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such prompt in this project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text of this record is not UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import the file through a reader, which mends such bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record #%1 is not in this project.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>synth</name>
    <message>
        <source>The corpus cannot be written: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file, or make room on the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The measured figures cannot be read: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run marginalia-cli bench first-run --store again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot copy the sample: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room on the disk, or install Marginalia again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample&apos;s run has no settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install Marginalia again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field is missing or has another form.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>template</name>
    <message>
        <source>The last message has no text that could be continued.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last message cannot be continued: the template does not print it as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A generation prompt and a continued message exclude each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template could not be rendered: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template is not UTF-8 or is longer than 1 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no chat template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the model&apos;s chat templates is the default: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is undefined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step of a slice cannot be 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template made more than 64 MB of text and lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template took more than 20,000,000 steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template ran for more than 200 ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template calls itself too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes at most %2 arguments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes no argument &quot;%2&quot; here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole number is needed, not a value of type %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a dictionary can follow **.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The function &quot;%1&quot; is not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value of type %1 cannot be a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A slice can only stand alone between brackets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tojson with a text as indent is not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tojson needs two separators.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter items needs a dictionary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last item of a generator is not known; make it a list first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter replace needs two texts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number is needed, not a value of type %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter round needs a number and one of common, ceil, floor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter &quot;%1&quot; is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template wrote more than 10 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a namespace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributes of a namespace may not begin with an underscore.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 values cannot be given to %2 names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loop can only be called in a recursive loop, with one list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The macro &quot;%1&quot; takes no argument &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The macro &quot;%1&quot; takes at most %2 arguments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value of type %1 cannot be called.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>namespace takes a dictionary and named values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>range takes one to three numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The step of a range cannot be 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A range has more than 100,000 numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a time such as 2025-01-31T12:00:00.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format of strftime_now is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template says: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dict takes pairs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A comment is not closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A raw block is not closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A tag is not closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The character &quot;%1&quot; has no meaning here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; closes nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text is not closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The escape &quot;%1&quot; is not a character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number &quot;%1&quot; is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter dictsort needs a dictionary, and by key or value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter batch needs a size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter slice needs a number of slices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter map needs a filter or an attribute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filters selectattr and rejectattr need an attribute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text is needed as an argument.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text cannot be split at nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text is not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>join takes one list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only texts can be joined, not a value of type %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A single character is needed to fill with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>get needs a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes one argument.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value is not in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loop.cycle needs values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method &quot;%1&quot; of texts is not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot join values of type %2 and %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number became too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number is divided by zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A repeated value would be larger than 10 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text is longer than 10 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a text can be looked for in a text, not a value of type %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value of type %1 has no length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value of type %1 cannot be gone through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expressions are nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is expected before &quot;%2&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name is expected before &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end of the tag is expected before &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statements are nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end of the expression is expected before &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template ends, but &quot;%1&quot; is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands outside of a loop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The statement &quot;%1&quot; is not supported; chat templates have one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tag &quot;%1&quot; is unknown or stands in the wrong place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nested groups of names are not supported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be assigned to &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no default, but stands behind parameters with one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A call block needs a call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An expression is expected before &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test &quot;%1&quot; is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An argument without a name stands behind one with a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not all values of a format are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A format is not complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A width is larger than 10,000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format has no value &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A format has fewer values than places.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format %%1 cannot take a value of type %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This test needs one argument.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value is nested more than 200 deep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key of type %1 cannot be written as JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value is longer than 10 MB as JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value of type %1 cannot be written as JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of type %1 and %2 have no order.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>text</name>
    <message>
        <source>The added token &quot;%1&quot; has %2 bytes; at most %3 are taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The added token &quot;%1&quot; declares the id %2, but the library that made the file would give it %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number the vocabulary without holes and the added tokens after it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template changes the answers so that they cannot be found in the rendered text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another template for this data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge %1 (&quot;%2&quot;) %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id of the token &quot;%1&quot; is not a number from 0 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A vocabulary of %1 is not between %2 and 1,000,000 entries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The special token &quot;%1&quot; is empty, not UTF-8 or listed twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; is missing or of another type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the tokenizer again with the library that made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokenizer uses the part &quot;%1&quot;, which Marginalia does not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models with a byte-level BPE tokenizer (GPT-2, Llama 3, Qwen) work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pattern of %1 bytes is longer than any in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pattern &quot;%1&quot; cannot be understood at character %2 (%3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pattern must be {&quot;String&quot;: ...} or {&quot;Regex&quot;: ...}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template changes earlier answers so that they cannot be found in the rendered text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data are conversations, but the model has no chat template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a template, or import the data as plain text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not a JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
