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
    <message>
        <source>Go to…</source>
        <translation>Gehe zu …</translation>
    </message>
    <message>
        <source>A record, run, step, checkpoint or view, by typing.</source>
        <translation>Ein Datensatz, Lauf, Schritt, Zwischenstand oder eine Ansicht, durch Tippen.</translation>
    </message>
    <message>
        <source>Export a model…</source>
        <translation>Modell exportieren…</translation>
    </message>
    <message>
        <source>Writes a model for other programs: a folder, an adapter, GGUF.</source>
        <translation>Schreibt ein Modell für andere Programme: Ordner, Adapter, GGUF.</translation>
    </message>
</context>
<context>
    <name>AnswerMark</name>
    <message>
        <source>Second answer, undecided</source>
        <translation>Zweite Antwort, unentschieden</translation>
    </message>
    <message>
        <source>First answer, undecided</source>
        <translation>Erste Antwort, unentschieden</translation>
    </message>
    <message>
        <source>1 answer</source>
        <translation>1 Antwort</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>%1 Antworten</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation>Musterantwort</translation>
    </message>
    <message>
        <source>desirable</source>
        <translation>erwünscht</translation>
    </message>
    <message>
        <source>Desirable</source>
        <translation>Erwünscht</translation>
    </message>
    <message>
        <source>undesirable</source>
        <translation>unerwünscht</translation>
    </message>
    <message>
        <source>Undesirable</source>
        <translation>Unerwünscht</translation>
    </message>
</context>
<context>
    <name>Answers</name>
    <message>
        <source>Answer %1</source>
        <translation>Antwort %1</translation>
    </message>
    <message>
        <source>rank %1</source>
        <translation>Rang %1</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>Wertung %1</translation>
    </message>
</context>
<context>
    <name>BudgetView</name>
    <message>
        <source>Streams of %1 tokens</source>
        <translation>Ströme von %1 Token</translation>
    </message>
    <message>
        <source>Texts up to %1 tokens</source>
        <translation>Texte bis %1 Token</translation>
    </message>
    <message>
        <source>An adapter</source>
        <translation>Ein Adapter</translation>
    </message>
    <message>
        <source>An adapter, base in bf16</source>
        <translation>Ein Adapter, Basis in bf16</translation>
    </message>
    <message>
        <source>Weights in bf16</source>
        <translation>Gewichte in bf16</translation>
    </message>
    <message>
        <source>An adapter, base in 8 bits</source>
        <translation>Ein Adapter, Basis in 8 Bit</translation>
    </message>
    <message>
        <source>Base in 8 bits</source>
        <translation>Basis in 8 Bit</translation>
    </message>
    <message>
        <source>An adapter, base in 4 bits</source>
        <translation>Ein Adapter, Basis in 4 Bit</translation>
    </message>
    <message>
        <source>Base in 4 bits</source>
        <translation>Basis in 4 Bit</translation>
    </message>
    <message>
        <source>Blocks computed again</source>
        <translation>Blöcke noch einmal gerechnet</translation>
    </message>
    <message>
        <source>Optimizer on the disk</source>
        <translation>Optimierer auf der Platte</translation>
    </message>
    <message>
        <source>Optimizer in the machine&apos;s memory</source>
        <translation>Optimierer im Speicher des Rechners</translation>
    </message>
    <message>
        <source>8-bit moments</source>
        <translation>Momente mit 8 Bit</translation>
    </message>
    <message>
        <source>bf16 without float32 copies</source>
        <translation>bf16 ohne float32-Kopien</translation>
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
    <name>CodeWords</name>
    <message>
        <source>the answer to learn from is empty</source>
        <translation>die Antwort, aus der gelernt wird, ist leer</translation>
    </message>
    <message>
        <source>the rejected answer is empty</source>
        <translation>die abgelehnte Antwort ist leer</translation>
    </message>
    <message>
        <source>both answers are the same</source>
        <translation>beide Antworten sind gleich</translation>
    </message>
    <message>
        <source>an answer does not end with the assistant</source>
        <translation>eine Antwort endet nicht mit dem Assistenten</translation>
    </message>
    <message>
        <source>turns of the same speaker were joined</source>
        <translation>Beiträge desselben Sprechers wurden verbunden</translation>
    </message>
    <message>
        <source>the answers hold more than one turn</source>
        <translation>die Antworten enthalten mehr als einen Beitrag</translation>
    </message>
    <message>
        <source>the prompt was split off by its common beginning</source>
        <translation>die Frage wurde am gemeinsamen Anfang abgetrennt</translation>
    </message>
    <message>
        <source>an odd number of turns</source>
        <translation>eine ungerade Zahl von Beiträgen</translation>
    </message>
    <message>
        <source>the label was not true or false as such</source>
        <translation>das Urteil stand nicht als wahr oder falsch da</translation>
    </message>
    <message>
        <source>the text holds a zero character</source>
        <translation>der Text enthält ein Nullzeichen</translation>
    </message>
    <message>
        <source>bytes that are no text were replaced</source>
        <translation>Bytes, die kein Text sind, wurden ersetzt</translation>
    </message>
    <message>
        <source>the file was converted from UTF-16</source>
        <translation>die Datei wurde aus UTF-16 umgewandelt</translation>
    </message>
    <message>
        <source>half a character was replaced</source>
        <translation>ein halbes Zeichen wurde ersetzt</translation>
    </message>
    <message>
        <source>objects follow one another without a line end</source>
        <translation>Objekte folgen ohne Zeilenende aufeinander</translation>
    </message>
    <message>
        <source>a cell was read as a Python literal</source>
        <translation>eine Zelle wurde als Python-Literal gelesen</translation>
    </message>
    <message>
        <source>no text to train on</source>
        <translation>kein Text zum Trainieren</translation>
    </message>
</context>
<context>
    <name>CompareActions</name>
    <message>
        <source>1 is best</source>
        <translation>1 ist am besten</translation>
    </message>
    <message>
        <source>Vote for the first answer.</source>
        <translation>Für die erste Antwort stimmen.</translation>
    </message>
    <message>
        <source>2 is best</source>
        <translation>2 ist am besten</translation>
    </message>
    <message>
        <source>Vote for the second answer.</source>
        <translation>Für die zweite Antwort stimmen.</translation>
    </message>
    <message>
        <source>3 is best</source>
        <translation>3 ist am besten</translation>
    </message>
    <message>
        <source>Vote for the third answer.</source>
        <translation>Für die dritte Antwort stimmen.</translation>
    </message>
    <message>
        <source>4 is best</source>
        <translation>4 ist am besten</translation>
    </message>
    <message>
        <source>Vote for the fourth answer.</source>
        <translation>Für die vierte Antwort stimmen.</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Gleich gut</translation>
    </message>
    <message>
        <source>The answers are equally good.</source>
        <translation>Die Antworten sind gleich gut.</translation>
    </message>
    <message>
        <source>All bad</source>
        <translation>Alle schlecht</translation>
    </message>
    <message>
        <source>None of the answers is worth learning.</source>
        <translation>Keine der Antworten ist es wert, gelernt zu werden.</translation>
    </message>
    <message>
        <source>Make this a pair</source>
        <translation>Daraus ein Paar machen</translation>
    </message>
    <message>
        <source>Add the vote on this prompt to Data as a labelled pair.</source>
        <translation>Die Stimme zu dieser Frage als beurteiltes Paar zu den Daten nehmen.</translation>
    </message>
    <message>
        <source>Token colours</source>
        <translation>Tokenfarben</translation>
    </message>
    <message>
        <source>Colour each token by how much likelier it became than under the start model.</source>
        <translation>Jedes Token danach färben, wie viel wahrscheinlicher es gegenüber dem Startmodell wurde.</translation>
    </message>
    <message>
        <source>Word diff</source>
        <translation>Wortvergleich</translation>
    </message>
    <message>
        <source>Mark the words that differ from column 1.</source>
        <translation>Die Wörter markieren, die von Spalte 1 abweichen.</translation>
    </message>
    <message>
        <source>Checkpoint before</source>
        <translation>Voriger Zwischenstand</translation>
    </message>
    <message>
        <source>Show the answer of the checkpoint before.</source>
        <translation>Die Antwort des Zwischenstands davor zeigen.</translation>
    </message>
    <message>
        <source>Next checkpoint</source>
        <translation>Nächster Zwischenstand</translation>
    </message>
    <message>
        <source>Show the answer of the next checkpoint.</source>
        <translation>Die Antwort des nächsten Zwischenstands zeigen.</translation>
    </message>
    <message>
        <source>Next prompt</source>
        <translation>Nächste Frage</translation>
    </message>
    <message>
        <source>Go to the next prompt.</source>
        <translation>Zur nächsten Frage gehen.</translation>
    </message>
    <message>
        <source>Previous prompt</source>
        <translation>Vorige Frage</translation>
    </message>
    <message>
        <source>Go to the prompt before.</source>
        <translation>Zur Frage davor gehen.</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Let all columns answer this prompt.</source>
        <translation>Alle Spalten diese Frage beantworten lassen.</translation>
    </message>
    <message>
        <source>Write all</source>
        <translation>Alle schreiben</translation>
    </message>
    <message>
        <source>Let all columns answer all prompts.</source>
        <translation>Alle Spalten alle Fragen beantworten lassen.</translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation>Schreiben abbrechen</translation>
    </message>
    <message>
        <source>Stop; what is written stays, marked as cut.</source>
        <translation>Abbrechen; Geschriebenes bleibt, als gekürzt vermerkt.</translation>
    </message>
    <message>
        <source>Take %1 from Data</source>
        <translation>%1 aus den Daten nehmen</translation>
    </message>
    <message>
        <source>Take prompts of pairs that nobody has judged.</source>
        <translation>Fragen von Paaren nehmen, die noch niemand beurteilt hat.</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Put one more model beside the others, up to four.</source>
        <translation>Noch ein Modell neben die anderen stellen, höchstens vier.</translation>
    </message>
    <message>
        <source>Sampling…</source>
        <translation>Ziehen der Antworten …</translation>
    </message>
    <message>
        <source>Change temperature, seed and length.</source>
        <translation>Temperatur, Startzahl und Länge ändern.</translation>
    </message>
</context>
<context>
    <name>CompareModels</name>
    <message>
        <source>Starter</source>
        <translation>Starter</translation>
    </message>
    <message>
        <source>start model</source>
        <translation>Startmodell</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>%1 · start</source>
        <translation>%1 · Anfang</translation>
    </message>
    <message>
        <source>%1 · step %2</source>
        <translation>%1 · Schritt %2</translation>
    </message>
    <message>
        <source>model folder</source>
        <translation>Modellordner</translation>
    </message>
</context>
<context>
    <name>DataActions</name>
    <message>
        <source>Label these</source>
        <translation>Diese beurteilen</translation>
    </message>
    <message>
        <source>Open the selected pair in Label.</source>
        <translation>Das gewählte Paar im Bereich Urteilen öffnen.</translation>
    </message>
    <message>
        <source>Train on these</source>
        <translation>Damit trainieren</translation>
    </message>
    <message>
        <source>Choose an objective for the labels of this project.</source>
        <translation>Ein Ziel für die Urteile dieses Projekts wählen.</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Mark the selected records to come back to them.</source>
        <translation>Die gewählten Datensätze zum Wiederfinden markieren.</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Take the selected records out of the project; it can be undone.</source>
        <translation>Die gewählten Datensätze aus dem Projekt nehmen; lässt sich zurücknehmen.</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>Nächste Zeile</translation>
    </message>
    <message>
        <source>Go to the next row.</source>
        <translation>Zur nächsten Zeile gehen.</translation>
    </message>
    <message>
        <source>Row before</source>
        <translation>Zeile davor</translation>
    </message>
    <message>
        <source>Go to the row before.</source>
        <translation>Zur Zeile davor gehen.</translation>
    </message>
    <message>
        <source>Views and filters</source>
        <translation>Ansichten und Filter</translation>
    </message>
    <message>
        <source>Show or hide the column of views and filters.</source>
        <translation>Die Spalte mit Ansichten und Filtern zeigen oder verbergen.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Show all records.</source>
        <translation>Alle Datensätze zeigen.</translation>
    </message>
    <message>
        <source>Keep the present search and filters under a name.</source>
        <translation>Suche und Filter unter einem Namen behalten.</translation>
    </message>
    <message>
        <source>Copy as JSON Lines</source>
        <translation>Als JSON Lines kopieren</translation>
    </message>
    <message>
        <source>Copy the selected records, lossless.</source>
        <translation>Die gewählten Datensätze verlustfrei kopieren.</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Give the record inspector the focus.</source>
        <translation>Gibt der Datensatzansicht den Fokus.</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>Kleinste zuerst</translation>
    </message>
    <message>
        <source>Order the rows upwards.</source>
        <translation>Ordnet die Zeilen aufsteigend.</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>Order the rows downwards.</source>
        <translation>Ordnet die Zeilen absteigend.</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Diese Ansicht speichern</translation>
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
        <source>under %1 s</source>
        <translation>unter %1 s</translation>
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
    <name>History</name>
    <message>
        <source>, %1</source>
        <translation>, %1</translation>
    </message>
    <message>
        <source>First answer %1</source>
        <translation>Erste Antwort %1</translation>
    </message>
    <message>
        <source>Second answer %1</source>
        <translation>Zweite Antwort %1</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>Wiederhergestellt</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Flag removed</source>
        <translation>Markierung entfernt</translation>
    </message>
    <message>
        <source>Voted on in Compare</source>
        <translation>Im Vergleich abgestimmt</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Notiz: %1</translation>
    </message>
    <message>
        <source>with the file</source>
        <translation>mit der Datei</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Nobody has judged this record yet.</source>
        <translation>Diesen Datensatz hat noch niemand beurteilt.</translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message>
        <source>Pairs, chosen and rejected</source>
        <translation>Paare, bevorzugt und abgelehnt</translation>
    </message>
    <message>
        <source>Pairs that hold their prompt</source>
        <translation>Paare, die ihre Frage enthalten</translation>
    </message>
    <message>
        <source>Answers marked good or bad</source>
        <translation>Antworten mit gut oder schlecht</translation>
    </message>
    <message>
        <source>Prompts with one answer</source>
        <translation>Fragen mit einer Antwort</translation>
    </message>
    <message>
        <source>Texts or conversations</source>
        <translation>Texte oder Gespräche</translation>
    </message>
    <message>
        <source>Answers judged step by step</source>
        <translation>Schrittweise beurteilte Antworten</translation>
    </message>
    <message>
        <source>Dialogue pairs (HH)</source>
        <translation>Dialogpaare (HH)</translation>
    </message>
    <message>
        <source>ShareGPT pairs</source>
        <translation>ShareGPT-Paare</translation>
    </message>
    <message>
        <source>ShareGPT conversations</source>
        <translation>ShareGPT-Gespräche</translation>
    </message>
    <message>
        <source>Pairs in message lists, scores beside</source>
        <translation>Paare in Nachrichtenlisten, Werte daneben</translation>
    </message>
    <message>
        <source>This file holds %1, which cannot be taken as it is. %2</source>
        <translation>Diese Datei enthält %1, was so nicht eingelesen wird. %2</translation>
    </message>
    <message>
        <source>The columns follow no format that is known here. Choose what each becomes: a prompt, and a chosen and a rejected answer or one answer.</source>
        <translation>Die Spalten folgen keinem Format, das hier bekannt ist. Zu wählen ist, was jede wird: eine Frage und eine bevorzugte und eine abgelehnte Antwort oder eine einzige Antwort.</translation>
    </message>
    <message>
        <source>No known format: what the columns become was taken from their names. Change what is wrong.</source>
        <translation>Kein bekanntes Format: Was die Spalten werden, folgt ihren Namen. Was nicht stimmt, lässt sich ändern.</translation>
    </message>
    <message>
        <source>What is kept beside stays with the record and is exported with it.</source>
        <translation>Was daneben behalten wird, bleibt beim Datensatz und wird mit ihm ausgegeben.</translation>
    </message>
    <message>
        <source>Several answers with ratings</source>
        <translation>Mehrere Antworten mit Bewertungen</translation>
    </message>
    <message>
        <source>Several answers with ranks</source>
        <translation>Mehrere Antworten mit Rängen</translation>
    </message>
    <message>
        <source>One answer with ratings</source>
        <translation>Eine Antwort mit Bewertungen</translation>
    </message>
    <message>
        <source>Prompts without answers</source>
        <translation>Prompts ohne Antworten</translation>
    </message>
</context>
<context>
    <name>LabelActions</name>
    <message>
        <source>Answer 1 is better</source>
        <translation>Antwort 1 ist besser</translation>
    </message>
    <message>
        <source>Store that answer 1 is better and bring the next pair.</source>
        <translation>Speichert, dass Antwort 1 besser ist, und bringt das nächste Paar.</translation>
    </message>
    <message>
        <source>Answer 1 is much better</source>
        <translation>Antwort 1 ist viel besser</translation>
    </message>
    <message>
        <source>Store a strong preference for answer 1.</source>
        <translation>Speichert einen deutlichen Vorzug für Antwort 1.</translation>
    </message>
    <message>
        <source>Answer 1 is slightly better</source>
        <translation>Antwort 1 ist etwas besser</translation>
    </message>
    <message>
        <source>Store a slight preference for answer 1.</source>
        <translation>Speichert einen leichten Vorzug für Antwort 1.</translation>
    </message>
    <message>
        <source>Answer 2 is better</source>
        <translation>Antwort 2 ist besser</translation>
    </message>
    <message>
        <source>Store that answer 2 is better and bring the next pair.</source>
        <translation>Speichert, dass Antwort 2 besser ist, und bringt das nächste Paar.</translation>
    </message>
    <message>
        <source>Answer 2 is much better</source>
        <translation>Antwort 2 ist viel besser</translation>
    </message>
    <message>
        <source>Store a strong preference for answer 2.</source>
        <translation>Speichert einen deutlichen Vorzug für Antwort 2.</translation>
    </message>
    <message>
        <source>Answer 2 is slightly better</source>
        <translation>Antwort 2 ist etwas besser</translation>
    </message>
    <message>
        <source>Store a slight preference for answer 2.</source>
        <translation>Speichert einen leichten Vorzug für Antwort 2.</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Gleich gut</translation>
    </message>
    <message>
        <source>Both answers are equally good.</source>
        <translation>Beide Antworten sind gleich gut.</translation>
    </message>
    <message>
        <source>Both good</source>
        <translation>Beide gut</translation>
    </message>
    <message>
        <source>Both answers may be learnt.</source>
        <translation>Beide Antworten dürfen gelernt werden.</translation>
    </message>
    <message>
        <source>Both bad</source>
        <translation>Beide schlecht</translation>
    </message>
    <message>
        <source>Neither answer may be learnt.</source>
        <translation>Keine der Antworten darf gelernt werden.</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Leave this pair without a verdict.</source>
        <translation>Dieses Paar ohne Urteil lassen.</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Mark this pair to come back to it.</source>
        <translation>Dieses Paar zum Wiederfinden markieren.</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Say why, in your own words.</source>
        <translation>In eigenen Worten sagen, warum.</translation>
    </message>
    <message>
        <source>Word diff</source>
        <translation>Wortvergleich</translation>
    </message>
    <message>
        <source>Mark the words in which the answers differ.</source>
        <translation>Die Wörter markieren, in denen sich die Antworten unterscheiden.</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>Nächster Unterschied</translation>
    </message>
    <message>
        <source>Jump to the next differing passage.</source>
        <translation>Zur nächsten abweichenden Stelle springen.</translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation>Voriger Unterschied</translation>
    </message>
    <message>
        <source>Jump to the differing passage before.</source>
        <translation>Zur abweichenden Stelle davor springen.</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Angaben verbergen</translation>
    </message>
    <message>
        <source>Hide number, counts and your pace while you judge.</source>
        <translation>Nummer, Zahlen und das eigene Tempo beim Urteilen verbergen.</translation>
    </message>
    <message>
        <source>Show source text</source>
        <translation>Quelltext zeigen</translation>
    </message>
    <message>
        <source>Show the answers as they are stored, without Markdown.</source>
        <translation>Die Antworten zeigen, wie sie gespeichert sind, ohne Markdown.</translation>
    </message>
    <message>
        <source>Undo label</source>
        <translation>Urteil zurücknehmen</translation>
    </message>
    <message>
        <source>Take back your last label, also from earlier days.</source>
        <translation>Das letzte eigene Urteil zurücknehmen, auch von früheren Tagen.</translation>
    </message>
    <message>
        <source>Redo label</source>
        <translation>Urteil wiederherstellen</translation>
    </message>
    <message>
        <source>Put back the label that was taken back last.</source>
        <translation>Das zuletzt zurückgenommene Urteil wiederherstellen.</translation>
    </message>
    <message>
        <source>Next pair</source>
        <translation>Nächstes Paar</translation>
    </message>
    <message>
        <source>Go on without a verdict.</source>
        <translation>Ohne Urteil weitergehen.</translation>
    </message>
    <message>
        <source>Previous pair</source>
        <translation>Voriges Paar</translation>
    </message>
    <message>
        <source>Back to the pair before.</source>
        <translation>Zum Paar davor.</translation>
    </message>
    <message>
        <source>Go to pair…</source>
        <translation>Gehe zu Paar …</translation>
    </message>
    <message>
        <source>Open a pair by its number.</source>
        <translation>Ein Paar über seine Nummer öffnen.</translation>
    </message>
</context>
<context>
    <name>MarkTexts</name>
    <message>
        <source>lr</source>
        <translation>lr</translation>
    </message>
    <message>
        <source>stop at</source>
        <translation>Ende bei</translation>
    </message>
    <message>
        <source>checkpoint every</source>
        <translation>Zwischenstand alle</translation>
    </message>
    <message>
        <source>gradient limit</source>
        <translation>Gradientengrenze</translation>
    </message>
    <message>
        <source>dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>streams</source>
        <translation>Ströme</translation>
    </message>
    <message>
        <source>weight of %1</source>
        <translation>Gewicht von %1</translation>
    </message>
    <message>
        <source>fork: run %1</source>
        <translation>Abzweigung: Lauf %1</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>loads exactly</source>
        <translation>lädt genau</translation>
    </message>
    <message>
        <source>with remarks</source>
        <translation>mit Anmerkungen</translation>
    </message>
    <message>
        <source>cannot load</source>
        <translation>lädt nicht</translation>
    </message>
</context>
<context>
    <name>Objectives</name>
    <message>
        <source>good answers</source>
        <translation>gute Antworten</translation>
    </message>
    <message>
        <source>Demonstrations, and the better answers of pairs.</source>
        <translation>Vorführungen und die besseren Antworten von Paaren.</translation>
    </message>
    <message>
        <source>pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>A prompt with a better and a worse answer.</source>
        <translation>Eine Frage mit einer besseren und einer schlechteren Antwort.</translation>
    </message>
    <message>
        <source>thumbs</source>
        <translation>Daumen</translation>
    </message>
    <message>
        <source>Answers that are good or bad, each by itself; a pair gives one of each.</source>
        <translation>Antworten, die jede für sich gut oder schlecht sind; ein Paar gibt je eine.</translation>
    </message>
    <message>
        <source>pairs with a gold answer</source>
        <translation>Paare mit Musterantwort</translation>
    </message>
    <message>
        <source>A pair and beside it an answer to imitate.</source>
        <translation>Ein Paar und daneben eine Antwort zum Nachahmen.</translation>
    </message>
    <message>
        <source>ranked answers</source>
        <translation>gereihte Antworten</translation>
    </message>
    <message>
        <source>Several answers of a prompt with scores or an order.</source>
        <translation>Mehrere Antworten auf eine Frage mit Punkten oder einer Reihenfolge.</translation>
    </message>
    <message>
        <source>ratings</source>
        <translation>Bewertungen</translation>
    </message>
    <message>
        <source>Answers with a number for each of several properties.</source>
        <translation>Antworten mit einer Zahl für jede von mehreren Eigenschaften.</translation>
    </message>
    <message>
        <source>judged steps</source>
        <translation>beurteilte Schritte</translation>
    </message>
    <message>
        <source>Answers in steps, each of them right or wrong.</source>
        <translation>Antworten in Schritten, jeder davon richtig oder falsch.</translation>
    </message>
    <message>
        <source>prompts only</source>
        <translation>nur Fragen</translation>
    </message>
    <message>
        <source>The model writes the answers while it trains.</source>
        <translation>Das Modell schreibt die Antworten, während es trainiert.</translation>
    </message>
    <message>
        <source>queries and passages</source>
        <translation>Suchanfragen und Textstellen</translation>
    </message>
    <message>
        <source>Search queries with the passages that answer them.</source>
        <translation>Suchanfragen mit den Textstellen, die sie beantworten.</translation>
    </message>
    <message>
        <source>second model beside it</source>
        <translation>zweites Modell daneben</translation>
    </message>
    <message>
        <source>The start model or a teacher is asked for its whole vocabulary at every trained token.</source>
        <translation>Das Startmodell oder ein Lehrer wird bei jedem trainierten Token nach seinem ganzen Wortschatz gefragt.</translation>
    </message>
    <message>
        <source>no reference model</source>
        <translation>ohne Bezugsmodell</translation>
    </message>
    <message>
        <source>Only the model that is trained is read.</source>
        <translation>Nur das Modell, das trainiert wird, wird gelesen.</translation>
    </message>
    <message>
        <source>start model, once</source>
        <translation>Startmodell, einmal</translation>
    </message>
    <message>
        <source>The start model scores every answer once, before the first step; then it leaves the memory.</source>
        <translation>Das Startmodell bewertet jede Antwort einmal vor dem ersten Schritt; dann verlässt es den Speicher.</translation>
    </message>
    <message>
        <source>start model, by token</source>
        <translation>Startmodell, je Token</translation>
    </message>
    <message>
        <source>The start model&apos;s log-probability of every trained token is kept.</source>
        <translation>Die Log-Wahrscheinlichkeit jedes trainierten Tokens unter dem Startmodell wird aufgehoben.</translation>
    </message>
    <message>
        <source>whole batches</source>
        <translation>ganze Stapel</translation>
    </message>
    <message>
        <source>A batch decides together: another batch size is another objective.</source>
        <translation>Ein Stapel entscheidet gemeinsam: eine andere Stapelgröße ist ein anderes Ziel.</translation>
    </message>
    <message>
        <source>running value</source>
        <translation>laufender Wert</translation>
    </message>
    <message>
        <source>Carries a mean from step to step; it is kept with the checkpoints.</source>
        <translation>Trägt ein Mittel von Schritt zu Schritt; es steht mit in den Zwischenständen.</translation>
    </message>
    <message>
        <source>batch of %1 or more</source>
        <translation>Stapel ab %1</translation>
    </message>
    <message>
        <source>Smaller batches are refused: the loss would mean nothing.</source>
        <translation>Kleinere Stapel werden abgelehnt: Der Verlust hätte keinen Sinn.</translation>
    </message>
    <message>
        <source>mismatched answers</source>
        <translation>vertauschte Antworten</translation>
    </message>
    <message>
        <source>Every prompt is also read with another record&apos;s answer: about half as much work again.</source>
        <translation>Jede Frage wird auch mit der Antwort eines anderen Datensatzes gelesen: etwa die Hälfte mehr Arbeit.</translation>
    </message>
    <message>
        <source>score head</source>
        <translation>Kopf für Punkte</translation>
    </message>
    <message>
        <source>Trains a model that gives answers a number, not one that writes.</source>
        <translation>Trainiert ein Modell, das Antworten eine Zahl gibt, keines, das schreibt.</translation>
    </message>
    <message>
        <source>step head</source>
        <translation>Kopf für Schritte</translation>
    </message>
    <message>
        <source>Trains a model that judges the steps of answers.</source>
        <translation>Trainiert ein Modell, das die Schritte von Antworten beurteilt.</translation>
    </message>
    <message>
        <source>value head</source>
        <translation>Kopf für Werte</translation>
    </message>
    <message>
        <source>A critic beside the model foretells the reward at every token.</source>
        <translation>Ein Kritiker neben dem Modell sagt bei jedem Token die Belohnung voraus.</translation>
    </message>
    <message>
        <source>embedding head</source>
        <translation>Kopf für Vektoren</translation>
    </message>
    <message>
        <source>Compares answers as vectors.</source>
        <translation>Vergleicht Antworten als Vektoren.</translation>
    </message>
    <message>
        <source>works on thumbs</source>
        <translation>für Daumen</translation>
    </message>
    <message>
        <source>robust to wrong labels</source>
        <translation>verträgt falsche Urteile</translation>
    </message>
    <message>
        <source>one model in memory</source>
        <translation>ein Modell im Speicher</translation>
    </message>
    <message>
        <source>online</source>
        <translation>online</translation>
    </message>
    <message>
        <source>experimental</source>
        <translation>experimentell</translation>
    </message>
    <message>
        <source>Asks no start model for its log-probabilities.</source>
        <translation>Fragt kein Startmodell nach seinen Log-Wahrscheinlichkeiten.</translation>
    </message>
    <message>
        <source>Learns from answers that are good or bad by themselves.</source>
        <translation>Lernt aus Antworten, die für sich gut oder schlecht sind.</translation>
    </message>
    <message>
        <source>Stops pulling at a pair that stays the wrong way round, or can be told a share of wrong labels.</source>
        <translation>Lässt ein Paar los, das verkehrt herum bleibt, oder lässt sich einen Anteil falscher Urteile nennen.</translation>
    </message>
    <message>
        <source>No second model is held while it trains.</source>
        <translation>Während des Trainings wird kein zweites Modell gehalten.</translation>
    </message>
    <message>
        <source>The model writes answers while it trains.</source>
        <translation>Das Modell schreibt Antworten, während es trainiert.</translation>
    </message>
    <message>
        <source>Its published form could not be read in full; parts are reconstructed.</source>
        <translation>Die veröffentlichte Form war nicht ganz zu lesen; Teile sind rekonstruiert.</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>Lehrer</translation>
    </message>
    <message>
        <source>A second, usually larger model to learn from.</source>
        <translation>Ein zweites, meist größeres Modell, von dem gelernt wird.</translation>
    </message>
    <message>
        <source>reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>A rule, a reward model or a judge that gives answers a number.</source>
        <translation>Eine Regel, ein Belohnungsmodell oder ein Richter, der Antworten eine Zahl gibt.</translation>
    </message>
    <message>
        <source>own samples</source>
        <translation>eigene Antworten</translation>
    </message>
    <message>
        <source>The log-probabilities that answers had when they were written.</source>
        <translation>Die Log-Wahrscheinlichkeiten, die Antworten beim Schreiben hatten.</translation>
    </message>
    <message>
        <source>whole vocabulary</source>
        <translation>ganzer Wortschatz</translation>
    </message>
    <message>
        <source>Looks at the chances of all tokens, not only at the one that stands there: somewhat slower.</source>
        <translation>Sieht auf die Wahrscheinlichkeiten aller Tokens, nicht nur des einen, das dasteht: etwas langsamer.</translation>
    </message>
    <message>
        <source>stored scores</source>
        <translation>gespeicherte Punkte</translation>
    </message>
    <message>
        <source>Numbers that other models gave the data beforehand.</source>
        <translation>Zahlen, die andere Modelle den Daten vorher gegeben haben.</translation>
    </message>
    <message>
        <source>hidden states</source>
        <translation>innere Zustände</translation>
    </message>
    <message>
        <source>Reads inner layers of the model.</source>
        <translation>Liest innere Schichten des Modells.</translation>
    </message>
    <message>
        <source>second pass</source>
        <translation>zweiter Durchgang</translation>
    </message>
    <message>
        <source>Every step goes through the model twice.</source>
        <translation>Jeder Schritt geht zweimal durch das Modell.</translation>
    </message>
    <message>
        <source>No label of this data is of its kind: it needs %1.</source>
        <translation>Kein Urteil dieser Daten passt dazu: es braucht %1.</translation>
    </message>
    <message>
        <source>Needs at least %1 labels; you have %2.</source>
        <translation>Braucht mindestens %1 Urteile; da sind %2.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>No reference values exist; its properties are tested.</source>
        <translation>Es gibt keine Vergleichswerte; geprüft werden seine Eigenschaften.</translation>
    </message>
    <message>
        <source>answers too</source>
        <translation>auch Antworten</translation>
    </message>
    <message>
        <source>Some batches are the data&apos;s own answers, as its settings say.</source>
        <translation>Manche Stapel sind die eigenen Antworten der Daten, wie es die Einstellungen sagen.</translation>
    </message>
    <message>
        <source>model before</source>
        <translation>Modell davor</translation>
    </message>
    <message>
        <source>The start model as it was before its supervised training.</source>
        <translation>Das Startmodell, wie es vor seinem überwachten Training war.</translation>
    </message>
    <message>
        <source>Losses and gradients agree with %1 in float64 and float32.</source>
        <translation>Verluste und Gradienten stimmen mit %1 überein, in float64 und float32.</translation>
    </message>
    <message>
        <source>Losses and gradients agree with a second, independent implementation of the formula in float64 and float32.</source>
        <translation>Verluste und Gradienten stimmen mit einer zweiten, unabhängigen Umsetzung der Formel überein, in float64 und float32.</translation>
    </message>
    <message>
        <source>answers with ratings</source>
        <translation>Antworten mit Bewertungen</translation>
    </message>
    <message>
        <source>Several answers of a prompt, rated in the same qualities.</source>
        <translation>Mehrere Antworten auf eine Frage, nach denselben Eigenschaften bewertet.</translation>
    </message>
    <message>
        <source>Learning rate to start from: %1 for all weights, %2 for an adapter; with a model of a few million weights %3 and %4.</source>
        <translation>Lernrate für den Anfang: %1 für alle Gewichte, %2 für einen Adapter; mit einem Modell von wenigen Millionen Gewichten %3 und %4.</translation>
    </message>
</context>
<context>
    <name>OutsideSettings</name>
    <message>
        <source>weights in shares</source>
        <translation>Gewichte in Anteilen</translation>
    </message>
    <message>
        <source>blocks are never computed again</source>
        <translation>Blöcke werden nie noch einmal gerechnet</translation>
    </message>
    <message>
        <source>warm-up of %1 steps</source>
        <translation>Anlauf über %1 Schritte</translation>
    </message>
    <message>
        <source>ends at step %1</source>
        <translation>endet bei Schritt %1</translation>
    </message>
    <message>
        <source>%1 batches a step</source>
        <translation>%1 Stapel je Schritt</translation>
    </message>
    <message>
        <source>weight decay %1</source>
        <translation>Gewichtsabnahme %1</translation>
    </message>
    <message>
        <source>texts that are too long are cut</source>
        <translation>zu lange Texte werden gekürzt</translation>
    </message>
    <message>
        <source>weights in %1</source>
        <translation>Gewichte in %1</translation>
    </message>
    <message>
        <source>device %1</source>
        <translation>Gerät %1</translation>
    </message>
    <message>
        <source>%1 threads</source>
        <translation>%1 Threads</translation>
    </message>
    <message>
        <source>streams of %1 tokens</source>
        <translation>Ströme von %1 Tokens</translation>
    </message>
    <message>
        <source>keeps %1 checkpoints</source>
        <translation>behält %1 Zwischenstände</translation>
    </message>
    <message>
        <source>samples every %1 steps</source>
        <translation>Proben alle %1 Schritte</translation>
    </message>
    <message>
        <source>held-out every %1 steps</source>
        <translation>Zurückgehaltenes alle %1 Schritte</translation>
    </message>
    <message>
        <source>own prompts for samples</source>
        <translation>eigene Prompts für Proben</translation>
    </message>
    <message>
        <source>trained whole: %1</source>
        <translation>ganz trainiert: %1</translation>
    </message>
    <message>
        <source>defaults as TRL has them</source>
        <translation>Vorgaben wie bei TRL</translation>
    </message>
    <message>
        <source>prompts are trained too</source>
        <translation>Prompts werden mittrainiert</translation>
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
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Record inspector</source>
        <translation>Datensatz</translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message>
        <source>%1 ties</source>
        <translation>%1 unentschiedene</translation>
    </message>
    <message>
        <source>%1 skipped</source>
        <translation>%1 ausgelassene</translation>
    </message>
    <message>
        <source>%1 both-good</source>
        <translation>%1 mit beide gut</translation>
    </message>
    <message>
        <source>%1 both-bad</source>
        <translation>%1 mit beide schlecht</translation>
    </message>
    <message>
        <source>%1 with an empty answer</source>
        <translation>%1 mit leerer Antwort</translation>
    </message>
    <message>
        <source>%1 with equal answers</source>
        <translation>%1 mit gleichen Antworten</translation>
    </message>
    <message>
        <source>%1 left out</source>
        <translation>%1 weggelassene</translation>
    </message>
    <message>
        <source>%1 of another kind</source>
        <translation>%1 anderer Art</translation>
    </message>
    <message>
        <source>Starter</source>
        <translation>Starter</translation>
    </message>
    <message>
        <source>Run %1, step %2</source>
        <translation>Lauf %1, Schritt %2</translation>
    </message>
    <message>
        <source>Ignores %1.</source>
        <translation>Lässt %1 aus.</translation>
    </message>
    <message>
        <source>Ignores %1 and %2.</source>
        <translation>Lässt %1 und %2 aus.</translation>
    </message>
    <message>
        <source>%1 would use %2.</source>
        <translation>%1 würde %2 nutzen.</translation>
    </message>
    <message>
        <source>%1 train as single judged answers.</source>
        <translation>%1 trainieren als einzeln beurteilte Antworten.</translation>
    </message>
    <message>
        <source>Of %1 only the good answers are copied.</source>
        <translation>Von %1 werden nur die guten Antworten nachgeahmt.</translation>
    </message>
    <message>
        <source>%1 train as rankings of two.</source>
        <translation>%1 trainieren als Rangfolgen von zweien.</translation>
    </message>
    <message>
        <source>%1 change their kind.</source>
        <translation>%1 wechseln ihre Art.</translation>
    </message>
    <message>
        <source>%1 without a gold answer</source>
        <translation>%1 ohne Musterantwort</translation>
    </message>
    <message>
        <source>%1 without the numbers it needs</source>
        <translation>%1 ohne die nötigen Zahlen</translation>
    </message>
</context>
<context>
    <name>SettingField</name>
    <message>
        <source>%1
From %2 to %3.</source>
        <translation>%1
Von %2 bis %3.</translation>
    </message>
    <message>
        <source>Not a number. Kept at %1.</source>
        <translation>Keine Zahl. Bleibt bei %1.</translation>
    </message>
    <message>
        <source>A whole number. Kept at %1.</source>
        <translation>Eine ganze Zahl. Bleibt bei %1.</translation>
    </message>
    <message>
        <source>At least %1. Kept at %2.</source>
        <translation>Mindestens %1. Bleibt bei %2.</translation>
    </message>
    <message>
        <source>At most %1. Kept at %2.</source>
        <translation>Höchstens %1. Bleibt bei %2.</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>much better</source>
        <translation>viel besser</translation>
    </message>
    <message>
        <source>better</source>
        <translation>besser</translation>
    </message>
    <message>
        <source>slightly better</source>
        <translation>etwas besser</translation>
    </message>
    <message>
        <source>tie</source>
        <translation>gleich gut</translation>
    </message>
    <message>
        <source>both good</source>
        <translation>beide gut</translation>
    </message>
    <message>
        <source>both bad</source>
        <translation>beide schlecht</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>not labelled</source>
        <translation>nicht beurteilt</translation>
    </message>
</context>
<context>
    <name>base</name>
    <message>
        <source>Make room on the disk and try again.</source>
        <translation>Auf der Platte Platz schaffen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Den Pfad prüfen.</translation>
    </message>
    <message>
        <source>Check the permissions of the file and its folder.</source>
        <translation>Die Rechte der Datei und ihres Ordners prüfen.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>The file cannot be opened</source>
        <translation>Die Datei lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>Die Datei lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>The file is larger than %1 bytes.</source>
        <translation>Die Datei ist größer als %1 Bytes.</translation>
    </message>
    <message>
        <source>Check whether this is the right file.</source>
        <translation>Prüfen, ob es die richtige Datei ist.</translation>
    </message>
    <message>
        <source>The file cannot be looked at</source>
        <translation>Die Datei lässt sich nicht ansehen</translation>
    </message>
    <message>
        <source>The folder cannot be opened</source>
        <translation>Der Ordner lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>The folder cannot be written to the disk</source>
        <translation>Der Ordner lässt sich nicht auf die Platte schreiben</translation>
    </message>
    <message>
        <source>The file cannot be written to the disk</source>
        <translation>Die Datei lässt sich nicht auf die Platte schreiben</translation>
    </message>
    <message>
        <source>The folder cannot be made</source>
        <translation>Der Ordner lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>A file stands where a folder is needed.</source>
        <translation>Wo ein Ordner gebraucht wird, liegt eine Datei.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>The file cannot be removed</source>
        <translation>Die Datei lässt sich nicht entfernen</translation>
    </message>
    <message>
        <source>The file cannot be renamed</source>
        <translation>Die Datei lässt sich nicht umbenennen</translation>
    </message>
    <message>
        <source>The lock cannot be opened</source>
        <translation>Die Sperre lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>The lock cannot be taken</source>
        <translation>Die Sperre lässt sich nicht setzen</translation>
    </message>
    <message>
        <source>It is in use by %1.</source>
        <translation>%1 benutzt es gerade.</translation>
    </message>
    <message>
        <source>Close it there first, or open it read-only.</source>
        <translation>Erst dort schließen oder nur zum Lesen öffnen.</translation>
    </message>
    <message>
        <source>The file cannot be written</source>
        <translation>Die Datei lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>The file cannot be made</source>
        <translation>Die Datei lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>The file cannot be closed</source>
        <translation>Die Datei lässt sich nicht schließen</translation>
    </message>
    <message>
        <source>The file cannot be put in its place</source>
        <translation>Die Datei lässt sich nicht an ihren Platz bringen</translation>
    </message>
    <message>
        <source>The file cannot be opened for writing</source>
        <translation>Die Datei lässt sich nicht zum Schreiben öffnen</translation>
    </message>
    <message>
        <source>%1 MB cannot be set aside there</source>
        <translation>dort lassen sich keine %1 MB belegen</translation>
    </message>
</context>
<context>
    <name>charts</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>Nats</translation>
    </message>
    <message>
        <source>Rewards</source>
        <translation>Belohnungen</translation>
    </message>
    <message>
        <source>β·Δlogp</source>
        <translation>β·Δlogp</translation>
    </message>
    <message>
        <source>Log-probs</source>
        <translation>Log-Wahrsch.</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradientennorm</translation>
    </message>
    <message>
        <source>before clip</source>
        <translation>vor dem Kappen</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>tokens/s</source>
        <translation>Tokens/s</translation>
    </message>
    <message>
        <source>Token accuracy</source>
        <translation>Tokentreffer</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>per token</source>
        <translation>je Token</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>p5–p95</source>
        <translation>p5–p95</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>KL</source>
        <translation>KL</translation>
    </message>
    <message>
        <source>of means</source>
        <translation>der Mittel</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>bevorzugt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>Parts of the loss</source>
        <translation>Teile des Verlusts</translation>
    </message>
    <message>
        <source>Plain likelihood</source>
        <translation>Reine Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation>Verlässlichkeit</translation>
    </message>
    <message>
        <source>Inside the bounds</source>
        <translation>Innerhalb der Grenzen</translation>
    </message>
    <message>
        <source>Weights of pairs</source>
        <translation>Gewichte der Paare</translation>
    </message>
    <message>
        <source>mean, least, most</source>
        <translation>Mittel, kleinstes, größtes</translation>
    </message>
    <message>
        <source>Likelihood</source>
        <translation>Likelihood</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Reward spread</source>
        <translation>Streuung der Belohnung</translation>
    </message>
    <message>
        <source>in a group</source>
        <translation>in einer Gruppe</translation>
    </message>
    <message>
        <source>Groups without a difference</source>
        <translation>Gruppen ohne Unterschied</translation>
    </message>
    <message>
        <source>Clipped tokens</source>
        <translation>Begrenzte Token</translation>
    </message>
    <message>
        <source>Answer length</source>
        <translation>Antwortlänge</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Shift δ</source>
        <translation>Verschiebung δ</translation>
    </message>
    <message>
        <source>reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>Active pairs</source>
        <translation>Aktive Paare</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Terme</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Punktzahlen</translation>
    </message>
    <message>
        <source>Hidden tokens</source>
        <translation>Verborgene Token</translation>
    </message>
    <message>
        <source>Weights that train</source>
        <translation>Gewichte, die lernen</translation>
    </message>
    <message>
        <source>Chance of winning</source>
        <translation>Gewinnaussicht</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>of the optimizer</source>
        <translation>des Optimierers</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Processors</source>
        <translation>Prozessoren</translation>
    </message>
    <message>
        <source>share in use</source>
        <translation>Anteil in Gebrauch</translation>
    </message>
    <message>
        <source>Time of a step</source>
        <translation>Zeit eines Schritts</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>One run folder is needed.</source>
        <translation>Ein Laufordner wird gebraucht.</translation>
    </message>
</context>
<context>
    <name>config</name>
    <message>
        <source>A quotation mark is not closed.</source>
        <translation>Ein Anführungszeichen ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>A configuration has at most %1 bytes; this has %2.</source>
        <translation>Eine Konfiguration hat höchstens %1 Bytes; diese hat %2.</translation>
    </message>
    <message>
        <source>There are no settings here: neither KEY: VALUE lines nor --arguments of a command.</source>
        <translation>Hier stehen keine Einstellungen: weder Zeilen SCHLÜSSEL: WERT noch --Argumente eines Befehls.</translation>
    </message>
    <message>
        <source>The command has more than %1 words.</source>
        <translation>Der Befehl hat mehr als %1 Wörter.</translation>
    </message>
    <message>
        <source>A term sft with this weight, averaged over the chosen tokens; the paper of RPO&apos;s 0.005 sums (sft_reduction sum).</source>
        <translation>Ein Term sft mit diesem Gewicht, gemittelt über die Tokens der gewählten Antworten; der Aufsatz mit den 0,005 von RPO summiert (sft_reduction sum).</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>TRL 1.16 below axolotl ignores it with this loss, so it is left out. To use it (cDPO), set label_smoothing of the objective.</source>
        <translation>TRL 1.16 unter axolotl beachtet es bei diesem Verlust nicht, darum bleibt es weg. Soll es gelten (cDPO), label_smoothing des Ziels setzen.</translation>
    </message>
    <message>
        <source>WPO without a bound, as there; the paper&apos;s program keeps the weights&apos; product at most 1 (clamp true).</source>
        <translation>WPO ohne Grenze wie dort; das Programm zum Aufsatz hält das Produkt der Gewichte bei höchstens 1 (clamp true).</translation>
    </message>
    <message>
        <source>This version has no WPO weights.</source>
        <translation>Diese Version kennt keine WPO-Gewichte.</translation>
    </message>
    <message>
        <source>SimPO&apos;s own program takes β 2 to 10, γ as a share of β and no likelihood term; TRL&apos;s defaults below axolotl are kept as they are.</source>
        <translation>Das Programm zu SimPO nimmt β 2 bis 10, γ als Anteil von β und keinen Likelihood-Term; die Vorgaben von TRL unter axolotl bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>TRL&apos;s likelihood term takes the prompt in; ours would not (nll_scope completion).</source>
        <translation>Der Likelihood-Term von TRL schließt den Prompt ein; unserer täte das nicht (nll_scope completion).</translation>
    </message>
    <message>
        <source>grpo; rewards are not normalised one by one here.</source>
        <translation>grpo; Belohnungen werden hier nicht einzeln normiert.</translation>
    </message>
    <message>
        <source>Rows of a step: divided by micro_batch_size.</source>
        <translation>Zeilen eines Schritts: durch micro_batch_size geteilt.</translation>
    </message>
    <message>
        <source>It follows from the other two.</source>
        <translation>Folgt aus den beiden anderen.</translation>
    </message>
    <message>
        <source>A share of the run; steps are counted here.</source>
        <translation>Ein Anteil des Laufs; hier zählen Schritte.</translation>
    </message>
    <message>
        <source>This version trains all weights or LoRA, not %1; lora stands in its place.</source>
        <translation>Diese Version trainiert alle Gewichte oder LoRA, nicht %1; an seiner Stelle steht lora.</translation>
    </message>
    <message>
        <source>An adapter is named as the start model here.</source>
        <translation>Ein Adapter wird hier als Startmodell genannt.</translation>
    </message>
    <message>
        <source>Rows that are too long are left out and counted here, not an error.</source>
        <translation>Zu lange Zeilen werden hier ausgelassen und gezählt, sie sind kein Fehler.</translation>
    </message>
    <message>
        <source>A number of rows there; here a share, and one prompt in twenty stands in its place.</source>
        <translation>Dort eine Zahl von Zeilen; hier ein Anteil, an seiner Stelle steht ein Prompt von zwanzig.</translation>
    </message>
    <message>
        <source>How answers are written and rewarded while training is set in the run&apos;s own settings for that; β inside is read.</source>
        <translation>Wie im Training Antworten geschrieben und belohnt werden, steht in eigenen Einstellungen des Laufs; β darin wird gelesen.</translation>
    </message>
    <message>
        <source>All weights are trained; there is no adapter.</source>
        <translation>Alle Gewichte werden trainiert; einen Adapter gibt es nicht.</translation>
    </message>
    <message>
        <source>It follows from the objective here.</source>
        <translation>Folgt hier aus dem Ziel.</translation>
    </message>
    <message>
        <source>A share of the run; %1 counts steps here.</source>
        <translation>Ein Anteil des Laufs; %1 zählt hier Schritte.</translation>
    </message>
    <message>
        <source>Below 1 it is a share of the run.</source>
        <translation>Unter 1 ist es ein Anteil des Laufs.</translation>
    </message>
    <message>
        <source>This version&apos;s schedules are %1; %2 stands in its place.</source>
        <translation>Diese Version kennt die Verläufe %1; an seiner Stelle steht %2.</translation>
    </message>
    <message>
        <source>AdamW, as always here.</source>
        <translation>AdamW, wie hier immer.</translation>
    </message>
    <message>
        <source>AdamW with its moments in 32 bits here.</source>
        <translation>Hier AdamW mit Momenten in 32 Bit.</translation>
    </message>
    <message>
        <source>This version&apos;s optimizer is AdamW; look at the learning rate again.</source>
        <translation>Diese Version optimiert mit AdamW; die Lernrate noch einmal ansehen.</translation>
    </message>
    <message>
        <source>Chosen at the start here too.</source>
        <translation>Wird auch hier beim Start gewählt.</translation>
    </message>
    <message>
        <source>This version trains in bf16 or fp32; which one is chosen at the start.</source>
        <translation>Diese Version trainiert in bf16 oder fp32; welches, wird beim Start gewählt.</translation>
    </message>
    <message>
        <source>There it counts for each device: with several of them multiply, or raise accumulation.</source>
        <translation>Dort gilt es je Gerät: bei mehreren multiplizieren oder accumulation erhöhen.</translation>
    </message>
    <message>
        <source>ipo compares averages per token there, so here too; the paper compares sums (length_norm false).</source>
        <translation>ipo vergleicht dort Mittel je Token, darum auch hier; der Aufsatz vergleicht Summen (length_norm false).</translation>
    </message>
    <message>
        <source>bco_pair has no shift there, so none here; the paper subtracts a running mean (bco_shift running_mean).</source>
        <translation>bco_pair hat dort keine Verschiebung, darum hier keine; der Aufsatz zieht ein laufendes Mittel ab (bco_shift running_mean).</translation>
    </message>
    <message>
        <source>robust is dpo with the noise model `unbiased` here.</source>
        <translation>robust ist hier dpo mit dem Rauschmodell `unbiased`.</translation>
    </message>
    <message>
        <source>sppo_hard is TRL&apos;s form, without the half and with hard labels; `sppo` is the paper&apos;s.</source>
        <translation>sppo_hard ist die Form von TRL, ohne das Halb und mit harten Labels; `sppo` ist die des Aufsatzes.</translation>
    </message>
    <message>
        <source>aot_pair of older configurations is aot_unpaired now; the formula is the same.</source>
        <translation>aot_pair älterer Konfigurationen heißt jetzt aot_unpaired; die Formel ist dieselbe.</translation>
    </message>
    <message>
        <source>kto_pair is gone from TRL; kto takes both answers of a pair, one good and one bad.</source>
        <translation>kto_pair gibt es in TRL nicht mehr; kto nimmt beide Antworten eines Paars, eine gute und eine schlechte.</translation>
    </message>
    <message>
        <source>TRL 1.16 ignores it with this loss, so it is left out. To use it (cDPO), set label_smoothing of the objective.</source>
        <translation>TRL 1.16 beachtet es bei diesem Verlust nicht, darum bleibt es weg. Soll es gelten (cDPO), label_smoothing des Ziels setzen.</translation>
    </message>
    <message>
        <source>%1 has no such setting here.</source>
        <translation>%1 hat hier keine solche Einstellung.</translation>
    </message>
    <message>
        <source>On policy and reference, as TRL 1.16.</source>
        <translation>Auf trainiertes Modell und Referenz, wie TRL 1.16.</translation>
    </message>
    <message>
        <source>This version has no LD-DPO.</source>
        <translation>Diese Version kennt kein LD-DPO.</translation>
    </message>
    <message>
        <source>The usual log-ratio.</source>
        <translation>Das übliche Log-Verhältnis.</translation>
    </message>
    <message>
        <source>TRL takes the plain log-ratio with this loss.</source>
        <translation>TRL nimmt bei diesem Verlust das einfache Log-Verhältnis.</translation>
    </message>
    <message>
        <source>In TRL 1.16&apos;s form; before 1.10 alpha meant 1 - alpha and constants were dropped.</source>
        <translation>In der Form von TRL 1.16; vor 1.10 hieß alpha 1 - alpha, und Konstanten fielen weg.</translation>
    </message>
    <message>
        <source>This version has no such divergence.</source>
        <translation>Diese Version kennt diese Divergenz nicht.</translation>
    </message>
    <message>
        <source>The loss %1 is not known here and left out.</source>
        <translation>Der Verlust %1 ist hier nicht bekannt und bleibt weg.</translation>
    </message>
    <message>
        <source>The weight of a single loss is left out: multiply the learning rate instead.</source>
        <translation>Das Gewicht eines einzelnen Verlusts bleibt weg: stattdessen die Lernrate multiplizieren.</translation>
    </message>
    <message>
        <source>There are %1 weights for %2 losses.</source>
        <translation>Es sind %1 Gewichte für %2 Verluste.</translation>
    </message>
    <message>
        <source>Gone from TRL 1.16: a term sft with this weight, averaged over the chosen tokens. The paper of RPO&apos;s 0.005 sums (sft_reduction sum).</source>
        <translation>In TRL 1.16 entfallen: ein Term sft mit diesem Gewicht, gemittelt über die Tokens der gewählten Antworten. Der Aufsatz mit den 0,005 von RPO summiert (sft_reduction sum).</translation>
    </message>
    <message>
        <source>Only discopop uses it.</source>
        <translation>Nur discopop benutzt es.</translation>
    </message>
    <message>
        <source>The command says so: %1.</source>
        <translation>Der Befehl sagt es: %1.</translation>
    </message>
    <message>
        <source>The file&apos;s name says so: %1.</source>
        <translation>Der Dateiname sagt es: %1.</translation>
    </message>
    <message>
        <source>Only this trainer has the loss %1.</source>
        <translation>Nur dieser Trainer hat den Verlust %1.</translation>
    </message>
    <message>
        <source>Only this trainer reads %1.</source>
        <translation>Nur dieser Trainer liest %1.</translation>
    </message>
    <message>
        <source>Nothing in this file says which of TRL&apos;s trainers it is for.</source>
        <translation>Nichts in dieser Datei sagt, für welchen Trainer von TRL sie ist.</translation>
    </message>
    <message>
        <source>Say it with --trainer: %1.</source>
        <translation>Mit --trainer angeben: %1.</translation>
    </message>
    <message>
        <source>There is no trainer %1; known are %2.</source>
        <translation>Einen Trainer %1 gibt es nicht; bekannt sind %2.</translation>
    </message>
    <message>
        <source>A configuration is a list of KEY: VALUE.</source>
        <translation>Eine Konfiguration ist eine Liste von SCHLÜSSEL: WERT.</translation>
    </message>
    <message>
        <source>axolotl&apos;s rl %1 has no counterpart here.</source>
        <translation>rl %1 von axolotl hat hier kein Gegenstück.</translation>
    </message>
    <message>
        <source>No rl: supervised, or as its switches for reward models say.</source>
        <translation>Kein rl: überwacht, oder wie die Schalter für Belohnungsmodelle sagen.</translation>
    </message>
    <message>
        <source>As rl says.</source>
        <translation>Wie rl sagt.</translation>
    </message>
    <message>
        <source>LLaMA-Factory has no stage %1.</source>
        <translation>LLaMA-Factory hat keine stage %1.</translation>
    </message>
    <message>
        <source>No stage: its default.</source>
        <translation>Keine stage: die Vorgabe.</translation>
    </message>
    <message>
        <source>As stage says.</source>
        <translation>Wie stage sagt.</translation>
    </message>
    <message>
        <source>As you said.</source>
        <translation>Wie angegeben.</translation>
    </message>
    <message>
        <source>A mean over answers there, over all chosen tokens here: long answers count more.</source>
        <translation>Dort ein Mittel über Antworten, hier über alle gewählten Tokens: lange Antworten zählen mehr.</translation>
    </message>
    <message>
        <source>%1 takes no such term here.</source>
        <translation>%1 nimmt hier keinen solchen Term.</translation>
    </message>
    <message>
        <source>A term sft, averaged over each answer and then over answers, as there.</source>
        <translation>Ein Term sft, gemittelt über jede Antwort und dann über die Antworten, wie dort.</translation>
    </message>
    <message>
        <source>Both losses are divided by 1 + weight, as there.</source>
        <translation>Beide Verluste werden durch 1 + Gewicht geteilt, wie dort.</translation>
    </message>
    <message>
        <source>Both losses are divided by 1 + weight, as there; within terms bco_pair has no running shift here.</source>
        <translation>Beide Verluste werden durch 1 + Gewicht geteilt, wie dort; als Term hat bco_pair hier keine laufende Verschiebung.</translation>
    </message>
    <message>
        <source>kto takes both answers of a pair, one good and one bad.</source>
        <translation>kto nimmt beide Antworten eines Paars, eine gute und eine schlechte.</translation>
    </message>
    <message>
        <source>Only simpo uses it.</source>
        <translation>Nur simpo benutzt es.</translation>
    </message>
    <message>
        <source>cDPO, as there.</source>
        <translation>cDPO, wie dort.</translation>
    </message>
    <message>
        <source>Only sigmoid takes it there.</source>
        <translation>Dort nimmt es nur sigmoid.</translation>
    </message>
    <message>
        <source>On the policy only, as there; then the start value is not that of equal models. The paper means both (scope both).</source>
        <translation>Nur auf das trainierte Modell, wie dort; dann ist der Anfangswert nicht der gleicher Modelle. Der Aufsatz meint beide (scope both).</translation>
    </message>
    <message>
        <source>Frozen weights are packed in 4 or 8 bits here.</source>
        <translation>Eingefrorene Gewichte werden hier in 4 oder 8 Bit gepackt.</translation>
    </message>
    <message>
        <source>LLaMA-Factory shortens prompt and answer in proportion; here only the end of the answer is cut.</source>
        <translation>LLaMA-Factory kürzt Prompt und Antwort im Verhältnis; hier wird nur das Ende der Antwort abgeschnitten.</translation>
    </message>
    <message>
        <source>How answers are written and rewarded while training is set in the run&apos;s own settings for that.</source>
        <translation>Wie im Training Antworten geschrieben und belohnt werden, steht in eigenen Einstellungen des Laufs.</translation>
    </message>
    <message>
        <source>Which turns are trained is said by the data here.</source>
        <translation>Welche Beiträge trainiert werden, sagen hier die Daten.</translation>
    </message>
    <message>
        <source>Items are shuffled by the seed here.</source>
        <translation>Die Reihenfolge mischt hier der Seed.</translation>
    </message>
    <message>
        <source>This is not %1.</source>
        <translation>Das ist kein Wert der Art %1.</translation>
    </message>
    <message>
        <source>It is not set.</source>
        <translation>Nicht gesetzt.</translation>
    </message>
    <message>
        <source>No setting of this name is known here; look whether it is spelt rightly.</source>
        <translation>Eine Einstellung dieses Namens ist hier nicht bekannt; prüfen, ob er richtig geschrieben ist.</translation>
    </message>
    <message>
        <source>Data belong to the project here: import the files and choose the view to train on.</source>
        <translation>Daten gehören hier zum Projekt: die Dateien importieren und die Ansicht wählen, auf der trainiert wird.</translation>
    </message>
    <message>
        <source>Template and tokens come from the model&apos;s own folder here; no code of a model is run.</source>
        <translation>Vorlage und Tokens kommen hier aus dem Ordner des Modells; Code eines Modells wird nicht ausgeführt.</translation>
    </message>
    <message>
        <source>Every step is logged here, with TensorBoard files beside it.</source>
        <translation>Hier wird jeder Schritt aufgezeichnet, mit Dateien für TensorBoard daneben.</translation>
    </message>
    <message>
        <source>A run has a folder of its own here and goes on from its newest checkpoint; nothing is uploaded.</source>
        <translation>Ein Lauf hat hier seinen eigenen Ordner und geht vom neuesten Checkpoint weiter; hochgeladen wird nichts.</translation>
    </message>
    <message>
        <source>How the work is spread over devices is decided at the start here.</source>
        <translation>Wie sich die Arbeit auf Geräte verteilt, entscheidet sich hier beim Start.</translation>
    </message>
    <message>
        <source>It changes speed or memory, not what is learnt; the trainer here chooses by itself.</source>
        <translation>Es ändert Tempo oder Speicher, nicht das Gelernte; der Trainer wählt hier selbst.</translation>
    </message>
    <message>
        <source>How data are fetched; the trainer here does that by itself.</source>
        <translation>Wie Daten geholt werden; das macht der Trainer hier selbst.</translation>
    </message>
    <message>
        <source>A run always trains, and measures what is held out.</source>
        <translation>Ein Lauf trainiert immer und misst das Zurückgehaltene.</translation>
    </message>
    <message>
        <source>Held-out items are measured at checkpoints here, or every eval_every steps.</source>
        <translation>Zurückgehaltenes wird hier bei Checkpoints gemessen oder alle eval_every Schritte.</translation>
    </message>
    <message>
        <source>Checkpoints are counted in steps here: set checkpoint_every.</source>
        <translation>Checkpoints zählen hier in Schritten: checkpoint_every setzen.</translation>
    </message>
    <message>
        <source>The start model is the reference here; name the commit as ORG/NAME@COMMIT.</source>
        <translation>Das Startmodell ist hier die Referenz; den Commit als ORG/NAME@COMMIT nennen.</translation>
    </message>
    <message>
        <source>The trainer here adds no loss for routing experts.</source>
        <translation>Der Trainer fügt hier keinen Verlust für die Wahl der Experten hinzu.</translation>
    </message>
    <message>
        <source>This version&apos;s trainer has no such method.</source>
        <translation>Der Trainer dieser Version hat kein solches Verfahren.</translation>
    </message>
    <message>
        <source>How answers are written while training is set in the run&apos;s own settings for that.</source>
        <translation>Wie im Training Antworten geschrieben werden, steht in eigenen Einstellungen des Laufs.</translation>
    </message>
    <message>
        <source>It has no counterpart and changes nothing here.</source>
        <translation>Es hat kein Gegenstück und ändert hier nichts.</translation>
    </message>
    <message>
        <source>No limit there; here the model&apos;s context is the limit.</source>
        <translation>Dort keine Grenze; hier ist der Kontext des Modells die Grenze.</translation>
    </message>
    <message>
        <source>Only the end of an answer can be cut here; keep_start stands in its place.</source>
        <translation>Hier kann nur das Ende einer Antwort abgeschnitten werden; an seiner Stelle steht keep_start.</translation>
    </message>
    <message>
        <source>Answers that are too long are cut, as there.</source>
        <translation>Zu lange Antworten werden abgeschnitten, wie dort.</translation>
    </message>
    <message>
        <source>Only prompt and answer together are limited here, by max_length.</source>
        <translation>Begrenzt sind hier nur Prompt und Antwort zusammen, durch max_length.</translation>
    </message>
    <message>
        <source>The reference stays as it is.</source>
        <translation>Die Referenz bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>This version cannot move the reference while training with these settings; look at the modifier tr_dpo.</source>
        <translation>Diese Version kann die Referenz mit diesen Einstellungen im Training nicht mitführen; siehe den Modifikator tr_dpo.</translation>
    </message>
    <message>
        <source>The reference point comes from the neighbour in the batch, as TRL.</source>
        <translation>Der Bezugspunkt kommt vom Nachbarn im Batch, wie bei TRL.</translation>
    </message>
    <message>
        <source>Of conversations only the trained turns count here; whole_text trains on all.</source>
        <translation>Von Gesprächen zählen hier nur die trainierten Beiträge; whole_text trainiert auf allem.</translation>
    </message>
    <message>
        <source>SimPO&apos;s own program takes β 2 to 10, γ as a share of β and no likelihood term; TRL&apos;s β, γ and cpo_alpha are kept as they are.</source>
        <translation>Das Programm zu SimPO nimmt β 2 bis 10, γ als Anteil von β und keinen Likelihood-Term; β, γ und cpo_alpha von TRL bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>TRL sets it to 0 with alphapo.</source>
        <translation>TRL setzt es bei alphapo auf 0.</translation>
    </message>
    <message>
        <source>tpo has the logistic link only here.</source>
        <translation>tpo hat hier nur die logistische Form.</translation>
    </message>
    <message>
        <source>Steps are lists in the data here.</source>
        <translation>Schritte sind hier Listen in den Daten.</translation>
    </message>
    <message>
        <source>PEFT picks modules by the model&apos;s family (mostly q_proj and v_proj); here the adapter stands on all projections. Name modules to change that.</source>
        <translation>PEFT wählt Module nach der Modellfamilie (meist q_proj und v_proj); hier steht der Adapter auf allen Projektionen. Module nennen, um das zu ändern.</translation>
    </message>
    <message>
        <source>Without use_peft TRL trains all weights and does not read it.</source>
        <translation>Ohne use_peft trainiert TRL alle Gewichte und liest es nicht.</translation>
    </message>
    <message>
        <source>The test split there; here one prompt in twenty is held out and measured at checkpoints.</source>
        <translation>Dort der Test-Teil; hier wird ein Prompt von zwanzig zurückgehalten und bei Checkpoints gemessen.</translation>
    </message>
    <message>
        <source>The command reads another file as well: import that one too.</source>
        <translation>Der Befehl liest noch eine Datei: auch diese importieren.</translation>
    </message>
    <message>
        <source>Dropout is always off here.</source>
        <translation>Dropout ist hier immer aus.</translation>
    </message>
    <message>
        <source>Weights of the underlying distribution come from the data here.</source>
        <translation>Gewichte der zugrunde liegenden Verteilung kommen hier aus den Daten.</translation>
    </message>
    <message>
        <source>One value for each epoch there; the first is taken.</source>
        <translation>Dort ein Wert je Epoche; genommen wird der erste.</translation>
    </message>
    <message>
        <source>Memory for the reader ran out.</source>
        <translation>Der Speicher zum Lesen reicht nicht.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>A second document begins here; one file holds one configuration.</source>
        <translation>Hier beginnt ein zweites Dokument; eine Datei enthält eine Konfiguration.</translation>
    </message>
    <message>
        <source>Split the file at the line of three dashes.</source>
        <translation>Die Datei an der Zeile mit drei Strichen teilen.</translation>
    </message>
    <message>
        <source>This is no YAML: %1.</source>
        <translation>Das ist kein YAML: %1.</translation>
    </message>
    <message>
        <source>With what its aliases repeat the file holds more than %1 values or %2 bytes.</source>
        <translation>Mit dem, was ihre Aliasse wiederholen, enthält die Datei mehr als %1 Werte oder %2 Bytes.</translation>
    </message>
    <message>
        <source>The tag %1 stands for an object of a program; only plain values are read.</source>
        <translation>Das Tag %1 steht für ein Objekt eines Programms; gelesen werden nur einfache Werte.</translation>
    </message>
    <message>
        <source>Lists and maps stand more than %1 levels deep.</source>
        <translation>Listen und Zuordnungen stehen mehr als %1 Ebenen tief.</translation>
    </message>
    <message>
        <source>A value is missing.</source>
        <translation>Ein Wert fehlt.</translation>
    </message>
    <message>
        <source>A key must be a word, not a list or map.</source>
        <translation>Ein Schlüssel muss ein Wort sein, keine Liste oder Zuordnung.</translation>
    </message>
    <message>
        <source>The key %1 stands on line %2 already.</source>
        <translation>Der Schlüssel %1 steht schon in Zeile %2.</translation>
    </message>
    <message>
        <source>Remove one of the two.</source>
        <translation>Einen der beiden entfernen.</translation>
    </message>
    <message>
        <source>&lt;&lt; takes a map, or a list of maps.</source>
        <translation>&lt;&lt; nimmt eine Zuordnung oder eine Liste davon.</translation>
    </message>
    <message>
        <source>*%1 repeats a value that has no such name, or stands inside it.</source>
        <translation>*%1 wiederholt einen Wert, der nicht so heißt oder in dem es selbst steht.</translation>
    </message>
    <message>
        <source>Its moments stay where the weights are; offload = machine keeps them in the machine&apos;s memory beside a card, offload = disk in a file.</source>
        <translation>Seine Momente bleiben, wo die Gewichte sind; offload = machine hält sie neben einer Karte im Speicher des Rechners, offload = disk in einer Datei.</translation>
    </message>
    <message>
        <source>AdamW; its moments stay where the weights are, offload = machine keeps them in the machine&apos;s memory beside a card, offload = disk in a file.</source>
        <translation>AdamW; seine Momente bleiben, wo die Gewichte sind, offload = machine hält sie neben einer Karte im Speicher des Rechners, offload = disk in einer Datei.</translation>
    </message>
    <message>
        <source>How the work is spread over devices is decided at the start here; offload = machine keeps the optimizer&apos;s numbers in the machine&apos;s memory beside a card.</source>
        <translation>Wie sich die Arbeit auf Geräte verteilt, entscheidet sich hier beim Start; offload = machine hält die Zahlen des Optimierers neben einer Karte im Speicher des Rechners.</translation>
    </message>
</context>
<context>
    <name>convert</name>
    <message>
        <source>There is something at that place already.</source>
        <translation>An dieser Stelle liegt schon etwas.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Einen anderen Ordner wählen.</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>The file is too short for safetensors.</source>
        <translation>Die Datei ist zu kurz für safetensors.</translation>
    </message>
    <message>
        <source>Fetch it again.</source>
        <translation>Noch einmal holen.</translation>
    </message>
    <message>
        <source>The header is longer than 100 MB.</source>
        <translation>Der Kopf ist länger als 100 MB.</translation>
    </message>
    <message>
        <source>This is not a safetensors file.</source>
        <translation>Das ist keine safetensors-Datei.</translation>
    </message>
    <message>
        <source>The header is cut off.</source>
        <translation>Der Kopf ist abgeschnitten.</translation>
    </message>
    <message>
        <source>Fetch the file again.</source>
        <translation>Die Datei noch einmal holen.</translation>
    </message>
    <message>
        <source>The header is not JSON.</source>
        <translation>Der Kopf ist kein JSON.</translation>
    </message>
    <message>
        <source>The folder holds no config.json.</source>
        <translation>Im Ordner liegt keine config.json.</translation>
    </message>
    <message>
        <source>Choose a model folder.</source>
        <translation>Einen Modellordner wählen.</translation>
    </message>
    <message>
        <source>config.json is not a JSON object.</source>
        <translation>config.json ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>Fetch the model again.</source>
        <translation>Das Modell noch einmal holen.</translation>
    </message>
    <message>
        <source>The folder holds no safetensors weights.</source>
        <translation>Im Ordner liegen keine safetensors-Gewichte.</translation>
    </message>
    <message>
        <source>Choose a model folder with model.safetensors.</source>
        <translation>Einen Modellordner mit model.safetensors wählen.</translation>
    </message>
    <message>
        <source>The program that trains, marginalia-cli, is not beside the window&apos;s.</source>
        <translation>Das Programm, das trainiert, marginalia-cli, liegt nicht neben dem des Fensters.</translation>
    </message>
    <message>
        <source>Build or install it, then start the run again.</source>
        <translation>Bauen oder installieren, dann den Lauf noch einmal starten.</translation>
    </message>
    <message>
        <source>The worker could not be started: %1.</source>
        <translation>Der Arbeiter ließ sich nicht starten: %1.</translation>
    </message>
    <message>
        <source>The folder holds an adapter, not a whole model.</source>
        <translation>Der Ordner enthält einen Adapter, kein ganzes Modell.</translation>
    </message>
    <message>
        <source>Choose its base, or merge it with marginalia-cli convert.</source>
        <translation>Seine Basis wählen oder ihn mit marginalia-cli convert verschmelzen.</translation>
    </message>
</context>
<context>
    <name>curves</name>
    <message>
        <source>There is no objective &quot;%1&quot; in this version.</source>
        <translation>Das Ziel „%1“ gibt es in dieser Version nicht.</translation>
    </message>
    <message>
        <source>Its loss ties the pairs of a batch together: one pair alone has no curve.</source>
        <translation>Der Verlust verknüpft die Paare eines Stapels: Ein Paar allein hat keine Kurve.</translation>
    </message>
    <message>
        <source>It judges answers that it writes itself while it trains.</source>
        <translation>Es beurteilt Antworten, die es beim Training selbst schreibt.</translation>
    </message>
    <message>
        <source>It weighs several answers of a prompt against each other.</source>
        <translation>Es wägt mehrere Antworten auf eine Frage gegeneinander ab.</translation>
    </message>
    <message>
        <source>It trains scores, not the log-probabilities of answers.</source>
        <translation>Es trainiert Punkte, nicht die Log-Wahrscheinlichkeiten von Antworten.</translation>
    </message>
    <message>
        <source>Its loss looks at single tokens, not at two answers.</source>
        <translation>Der Verlust sieht auf einzelne Tokens, nicht auf zwei Antworten.</translation>
    </message>
</context>
<context>
    <name>data</name>
    <message>
        <source>This file is packed with zstd (zstd+jsonl or another text).</source>
        <translation>Diese Datei ist mit zstd gepackt (zstd+jsonl oder anderer Text).</translation>
    </message>
    <message>
        <source>Unpack it first: zstd -d FILE.</source>
        <translation>Erst auspacken: zstd -d DATEI.</translation>
    </message>
    <message>
        <source>This is an Arrow stream (arrow-stream), as Hugging Face&apos;s save_to_disk writes it.</source>
        <translation>Das ist ein Arrow-Strom (arrow-stream), wie ihn save_to_disk von Hugging Face schreibt.</translation>
    </message>
    <message>
        <source>Write it as Parquet first: Dataset.to_parquet.</source>
        <translation>Erst als Parquet schreiben: Dataset.to_parquet.</translation>
    </message>
    <message>
        <source>This is an Arrow file (arrow-file).</source>
        <translation>Das ist eine Arrow-Datei (arrow-file).</translation>
    </message>
    <message>
        <source>Write it as Parquet first.</source>
        <translation>Erst als Parquet schreiben.</translation>
    </message>
    <message>
        <source>This is a Parquet file, and this program was built without Parquet.</source>
        <translation>Das ist eine Parquet-Datei, und dieses Programm wurde ohne Parquet gebaut.</translation>
    </message>
    <message>
        <source>Build with MARGINALIA_PARQUET, or write the file as JSON Lines first.</source>
        <translation>Mit MARGINALIA_PARQUET bauen oder die Datei erst als JSON Lines schreiben.</translation>
    </message>
    <message>
        <source>This file is packed with bzip2.</source>
        <translation>Diese Datei ist mit bzip2 gepackt.</translation>
    </message>
    <message>
        <source>Unpack it first.</source>
        <translation>Erst auspacken.</translation>
    </message>
    <message>
        <source>This file is packed with xz.</source>
        <translation>Diese Datei ist mit xz gepackt.</translation>
    </message>
    <message>
        <source>This is a ZIP archive.</source>
        <translation>Das ist ein ZIP-Archiv.</translation>
    </message>
    <message>
        <source>Unpack it first and name one of its files.</source>
        <translation>Erst auspacken und eine der Dateien nennen.</translation>
    </message>
    <message>
        <source>This is a pickle, which can run code when it is opened.</source>
        <translation>Das ist ein Pickle, das beim Öffnen Code ausführen kann.</translation>
    </message>
    <message>
        <source>Write the data as JSON Lines with the program that made it.</source>
        <translation>Die Daten mit dem Programm, das sie schrieb, als JSON Lines schreiben.</translation>
    </message>
    <message>
        <source>This folder is a Hugging Face data set saved to disk.</source>
        <translation>Dieser Ordner ist ein gespeicherter Datensatz von Hugging Face.</translation>
    </message>
    <message>
        <source>Write it as Parquet first (Dataset.to_parquet), and name that file.</source>
        <translation>Erst als Parquet schreiben (Dataset.to_parquet) und diese Datei nennen.</translation>
    </message>
    <message>
        <source>This folder is a collection of LLaMA-Factory.</source>
        <translation>Dieser Ordner ist eine Sammlung von LLaMA-Factory.</translation>
    </message>
    <message>
        <source>Name one of its data files.</source>
        <translation>Eine ihrer Datendateien nennen.</translation>
    </message>
    <message>
        <source>This is a folder.</source>
        <translation>Das ist ein Ordner.</translation>
    </message>
    <message>
        <source>Name a data file in it.</source>
        <translation>Eine Datendatei darin nennen.</translation>
    </message>
    <message>
        <source>The content of this file is not known; it begins with &quot;%1&quot;.</source>
        <translation>Der Inhalt dieser Datei ist unbekannt; sie beginnt mit „%1“.</translation>
    </message>
    <message>
        <source>Data files are JSON Lines, JSON, CSV, TSV and Parquet, also packed with gzip.</source>
        <translation>Datendateien sind JSON Lines, JSON, CSV, TSV und Parquet, auch mit gzip gepackt.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>Name a file with rows.</source>
        <translation>Eine Datei mit Zeilen nennen.</translation>
    </message>
    <message>
        <source>Behind the closing quote of a cell the cell must end.</source>
        <translation>Hinter dem schließenden Anführungszeichen muss die Zelle enden.</translation>
    </message>
    <message>
        <source>Write quotes inside a quoted cell twice. A file without quoting needs other software first.</source>
        <translation>Anführungszeichen in einer Zelle doppelt schreiben. Eine Datei ohne Anführung braucht erst andere Software.</translation>
    </message>
    <message>
        <source>A quoted cell that begins in this line never ends.</source>
        <translation>Eine Zelle mit Anführungszeichen, die in dieser Zeile beginnt, endet nie.</translation>
    </message>
    <message>
        <source>Close the quote; what follows was not read.</source>
        <translation>Das Anführungszeichen schließen; was folgt, wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>The column &quot;%1&quot; occurs twice in the header, or is not UTF-8.</source>
        <translation>Die Spalte „%1“ steht zweimal im Kopf oder ist kein UTF-8.</translation>
    </message>
    <message>
        <source>Give every column its own name.</source>
        <translation>Jeder Spalte einen eigenen Namen geben.</translation>
    </message>
    <message>
        <source>The header is broken or has more than %1 columns.</source>
        <translation>Der Kopf ist beschädigt oder hat mehr als %1 Spalten.</translation>
    </message>
    <message>
        <source>Put the first line right.</source>
        <translation>Die erste Zeile berichtigen.</translation>
    </message>
    <message>
        <source>This row has %1 cells, the header has %2.</source>
        <translation>Diese Zeile hat %1 Zellen, der Kopf hat %2.</translation>
    </message>
    <message>
        <source>Put the row right, or leave it out.</source>
        <translation>Die Zeile berichtigen oder weglassen.</translation>
    </message>
    <message>
        <source>This cell is not UTF-8.</source>
        <translation>Diese Zelle ist kein UTF-8.</translation>
    </message>
    <message>
        <source>Convert the file to UTF-8, or let wrong bytes be replaced (--replace-invalid).</source>
        <translation>Die Datei in UTF-8 wandeln oder falsche Bytes ersetzen lassen (--replace-invalid).</translation>
    </message>
    <message>
        <source>A dialogue must begin with two newlines and &quot;Human:&quot; or &quot;Assistant:&quot;.</source>
        <translation>Ein Dialog muss mit zwei Zeilenwechseln und „Human:“ oder „Assistant:“ beginnen.</translation>
    </message>
    <message>
        <source>Turn it into prompt, chosen and rejected, one row for each pair, and import that.</source>
        <translation>In prompt, chosen und rejected umformen, eine Zeile je Paar, und das einlesen.</translation>
    </message>
    <message>
        <source>dialogue pairs as HH-RLHF writes them</source>
        <translation>Dialogpaare, wie HH-RLHF sie schreibt</translation>
    </message>
    <message>
        <source>binarized UltraFeedback</source>
        <translation>binarisiertes UltraFeedback</translation>
    </message>
    <message>
        <source>ShareGPT pairs</source>
        <translation>ShareGPT-Paare</translation>
    </message>
    <message>
        <source>unpaired preferences (TRL)</source>
        <translation>ungepaarte Vorlieben (TRL)</translation>
    </message>
    <message>
        <source>stepwise supervision (TRL)</source>
        <translation>schrittweise Aufsicht (TRL)</translation>
    </message>
    <message>
        <source>preference pairs (TRL)</source>
        <translation>Vorzugspaare (TRL)</translation>
    </message>
    <message>
        <source>prompts and completions (TRL)</source>
        <translation>Fragen und Antworten (TRL)</translation>
    </message>
    <message>
        <source>preference pairs that contain their prompt (TRL)</source>
        <translation>Vorzugspaare, die ihre Frage enthalten (TRL)</translation>
    </message>
    <message>
        <source>conversations or texts to learn from (TRL)</source>
        <translation>Gespräche oder Texte zum Lernen (TRL)</translation>
    </message>
    <message>
        <source>red-team transcripts of HH-RLHF, not preferences</source>
        <translation>Red-Team-Protokolle von HH-RLHF, keine Vorlieben</translation>
    </message>
    <message>
        <source>Use the harmless or helpful folders of that set.</source>
        <translation>Die Ordner harmless oder helpful dieser Sammlung nehmen.</translation>
    </message>
    <message>
        <source>UltraFeedback with all ratings</source>
        <translation>UltraFeedback mit allen Bewertungen</translation>
    </message>
    <message>
        <source>pairs binarized by Argilla</source>
        <translation>von Argilla binarisierte Paare</translation>
    </message>
    <message>
        <source>the evaluation set RewardBench</source>
        <translation>die Prüfsammlung RewardBench</translation>
    </message>
    <message>
        <source>Stanford Human Preferences</source>
        <translation>Stanford Human Preferences</translation>
    </message>
    <message>
        <source>OpenAI preference rows</source>
        <translation>Vorzugszeilen von OpenAI</translation>
    </message>
    <message>
        <source>OpenAI conversations with a weight for each turn</source>
        <translation>OpenAI-Gespräche mit einem Gewicht je Beitrag</translation>
    </message>
    <message>
        <source>Drop the weights to train on the last answer of every conversation.</source>
        <translation>Die Gewichte weglassen, um die letzte Antwort jedes Gesprächs zu trainieren.</translation>
    </message>
    <message>
        <source>ms-swift pairs</source>
        <translation>ms-swift-Paare</translation>
    </message>
    <message>
        <source>Alpaca instructions</source>
        <translation>Alpaca-Anweisungen</translation>
    </message>
    <message>
        <source>Alpaca pairs</source>
        <translation>Alpaca-Paare</translation>
    </message>
    <message>
        <source>ShareGPT conversations</source>
        <translation>ShareGPT-Gespräche</translation>
    </message>
    <message>
        <source>Rename the key to messages, from to role and value to content.</source>
        <translation>Den Schlüssel in messages umbenennen, from in role und value in content.</translation>
    </message>
    <message>
        <source>chat pairs as Axolotl reads them</source>
        <translation>Chatpaare, wie Axolotl sie liest</translation>
    </message>
    <message>
        <source>Rename messages to prompt and put chosen and rejected into lists.</source>
        <translation>messages in prompt umbenennen und chosen und rejected in Listen setzen.</translation>
    </message>
    <message>
        <source>judged conversations</source>
        <translation>beurteilte Gespräche</translation>
    </message>
    <message>
        <source>Split each conversation into prompt and completion.</source>
        <translation>Jedes Gespräch in Frage und Antwort teilen.</translation>
    </message>
    <message>
        <source>Split each conversation into prompt and completion, and rename kto_tag to label.</source>
        <translation>Jedes Gespräch in Frage und Antwort teilen und kto_tag in label umbenennen.</translation>
    </message>
    <message>
        <source>judged answers</source>
        <translation>beurteilte Antworten</translation>
    </message>
    <message>
        <source>Orca pairs</source>
        <translation>Orca-Paare</translation>
    </message>
    <message>
        <source>pairs with an input column</source>
        <translation>Paare mit einer Spalte input</translation>
    </message>
    <message>
        <source>Argilla pairs</source>
        <translation>Argilla-Paare</translation>
    </message>
    <message>
        <source>ranked answers as Nectar has them</source>
        <translation>gereihte Antworten, wie Nectar sie hat</translation>
    </message>
    <message>
        <source>PKU-SafeRLHF pairs</source>
        <translation>PKU-SafeRLHF-Paare</translation>
    </message>
    <message>
        <source>Say which of its two labels counts and turn it into prompt, chosen and rejected.</source>
        <translation>Sagen, welches der zwei Urteile gilt, und in prompt, chosen und rejected umformen.</translation>
    </message>
    <message>
        <source>HelpSteer preferences</source>
        <translation>HelpSteer-Vorlieben</translation>
    </message>
    <message>
        <source>arena conversations with a winner</source>
        <translation>Arena-Gespräche mit einem Sieger</translation>
    </message>
    <message>
        <source>messages of OpenAssistant trees</source>
        <translation>Nachrichten von OpenAssistant-Bäumen</translation>
    </message>
    <message>
        <source>comparisons of summaries</source>
        <translation>Vergleiche von Zusammenfassungen</translation>
    </message>
    <message>
        <source>a Label Studio export</source>
        <translation>eine Ausfuhr aus Label Studio</translation>
    </message>
    <message>
        <source>Turn its judgements into prompt, chosen and rejected first.</source>
        <translation>Ihre Urteile erst in prompt, chosen und rejected umformen.</translation>
    </message>
    <message>
        <source>a short Label Studio export (JSON-MIN)</source>
        <translation>eine kurze Ausfuhr aus Label Studio (JSON-MIN)</translation>
    </message>
    <message>
        <source>nested Argilla records</source>
        <translation>verschachtelte Argilla-Datensätze</translation>
    </message>
    <message>
        <source>Turn its submitted responses into prompt, chosen and rejected first.</source>
        <translation>Ihre abgegebenen Antworten erst in prompt, chosen und rejected umformen.</translation>
    </message>
    <message>
        <source>flat Argilla records</source>
        <translation>flache Argilla-Datensätze</translation>
    </message>
    <message>
        <source>prompts without answers (TRL)</source>
        <translation>Fragen ohne Antworten (TRL)</translation>
    </message>
    <message>
        <source>Tools must be a list of schemas.</source>
        <translation>Tools muss eine Liste von Schemata sein.</translation>
    </message>
    <message>
        <source>The prompt must be text, as the answers are.</source>
        <translation>Die Frage muss Text sein, wie die Antworten.</translation>
    </message>
    <message>
        <source>Expected text.</source>
        <translation>Hier wird Text erwartet.</translation>
    </message>
    <message>
        <source>Expected the end of the value.</source>
        <translation>Hier wird das Ende des Werts erwartet.</translation>
    </message>
    <message>
        <source>One row may hold at most %1 values.</source>
        <translation>Eine Zeile darf höchstens %1 Werte enthalten.</translation>
    </message>
    <message>
        <source>Lists and objects may lie at most %1 deep in each other.</source>
        <translation>Listen und Objekte dürfen höchstens %1 tief ineinander liegen.</translation>
    </message>
    <message>
        <source>Expected &quot;,&quot; or &quot;%1&quot;.</source>
        <translation>Hier wird „,“ oder „%1“ erwartet.</translation>
    </message>
    <message>
        <source>The key &quot;%1&quot; occurs twice in one object.</source>
        <translation>Der Schlüssel „%1“ steht zweimal in einem Objekt.</translation>
    </message>
    <message>
        <source>Expected &quot;:&quot; behind a key.</source>
        <translation>Hinter einem Schlüssel wird „:“ erwartet.</translation>
    </message>
    <message>
        <source>Expected a key in double quotes.</source>
        <translation>Hier wird ein Schlüssel in doppelten Anführungszeichen erwartet.</translation>
    </message>
    <message>
        <source>This text has no closing quote.</source>
        <translation>Diesem Text fehlt das schließende Anführungszeichen.</translation>
    </message>
    <message>
        <source>A control character inside a text must be written as an escape.</source>
        <translation>Ein Steuerzeichen in einem Text muss als Escape geschrieben sein.</translation>
    </message>
    <message>
        <source>This escape does not exist.</source>
        <translation>Dieses Escape gibt es nicht.</translation>
    </message>
    <message>
        <source>Expected four hexadecimal digits behind \u.</source>
        <translation>Hinter \u werden vier hexadezimale Ziffern erwartet.</translation>
    </message>
    <message>
        <source>The value ends too early.</source>
        <translation>Der Wert endet zu früh.</translation>
    </message>
    <message>
        <source>Expected a value.</source>
        <translation>Hier wird ein Wert erwartet.</translation>
    </message>
    <message>
        <source>This is not a number.</source>
        <translation>Das ist keine Zahl.</translation>
    </message>
    <message>
        <source>This number does not fit into a double.</source>
        <translation>Diese Zahl passt nicht in ein Double.</translation>
    </message>
    <message>
        <source>Expected &quot;,&quot; or &quot;]&quot; behind a row.</source>
        <translation>Hinter einer Zeile wird „,“ oder „]“ erwartet.</translation>
    </message>
    <message>
        <source>What follows cannot be read; put this place right.</source>
        <translation>Was folgt, lässt sich nicht lesen; diese Stelle berichtigen.</translation>
    </message>
    <message>
        <source>This item has no object under &quot;row&quot;.</source>
        <translation>Dieser Eintrag hat kein Objekt unter „row“.</translation>
    </message>
    <message>
        <source>Expected the end of the file.</source>
        <translation>Hier wird das Ende der Datei erwartet.</translation>
    </message>
    <message>
        <source>Expected &quot;{&quot;.</source>
        <translation>Hier wird „{“ erwartet.</translation>
    </message>
    <message>
        <source>Expected &quot;,&quot; or &quot;}&quot;.</source>
        <translation>Hier wird „,“ oder „}“ erwartet.</translation>
    </message>
    <message>
        <source>See `marginalia-cli help read` for what a mapping holds.</source>
        <translation>Was eine Zuordnung enthält, sagt `marginalia-cli help read`.</translation>
    </message>
    <message>
        <source>A mapping has no such key.</source>
        <translation>Einen solchen Schlüssel hat eine Zuordnung nicht.</translation>
    </message>
    <message>
        <source>Expected an object from fields to columns.</source>
        <translation>Hier wird ein Objekt von Feldern zu Spalten erwartet.</translation>
    </message>
    <message>
        <source>There is no such field.</source>
        <translation>Ein solches Feld gibt es nicht.</translation>
    </message>
    <message>
        <source>Expected a column, a path or a template.</source>
        <translation>Hier wird eine Spalte, ein Pfad oder eine Vorlage erwartet.</translation>
    </message>
    <message>
        <source>Expected an object.</source>
        <translation>Hier wird ein Objekt erwartet.</translation>
    </message>
    <message>
        <source>Expected chat or plain.</source>
        <translation>Hier wird chat oder plain erwartet.</translation>
    </message>
    <message>
        <source>A mapping of kind %1 needs this field.</source>
        <translation>Eine Zuordnung der Art %1 braucht dieses Feld.</translation>
    </message>
    <message>
        <source>Expected a column or {&quot;keys&quot;: [names of columns]}.</source>
        <translation>Hier wird eine Spalte oder {&quot;keys&quot;: [Namen von Spalten]} erwartet.</translation>
    </message>
    <message>
        <source>Expected a list.</source>
        <translation>Hier wird eine Liste erwartet.</translation>
    </message>
    <message>
        <source>The label must be true or false.</source>
        <translation>Das Urteil muss true oder false sein.</translation>
    </message>
    <message>
        <source>Name the values that mean true in &quot;true_values&quot; of the mapping.</source>
        <translation>Die Werte, die wahr bedeuten, in „true_values“ der Zuordnung nennen.</translation>
    </message>
    <message>
        <source>Only a list or an object gives several records.</source>
        <translation>Nur eine Liste oder ein Objekt ergibt mehrere Datensätze.</translation>
    </message>
    <message>
        <source>One row may give at most %1 records.</source>
        <translation>Eine Zeile darf höchstens %1 Datensätze ergeben.</translation>
    </message>
    <message>
        <source>This content has parts that are not text.</source>
        <translation>Dieser Inhalt hat Teile, die kein Text sind.</translation>
    </message>
    <message>
        <source>Only text can be trained on here; leave the row out.</source>
        <translation>Hier lässt sich nur mit Text trainieren; die Zeile weglassen.</translation>
    </message>
    <message>
        <source>The content of a message must be text.</source>
        <translation>Der Inhalt einer Nachricht muss Text sein.</translation>
    </message>
    <message>
        <source>This is not a role of a message.</source>
        <translation>Das ist keine Rolle einer Nachricht.</translation>
    </message>
    <message>
        <source>Roles are system, developer, user, assistant and tool.</source>
        <translation>Rollen sind system, developer, user, assistant und tool.</translation>
    </message>
    <message>
        <source>Lists of one message list differ in length.</source>
        <translation>Die Listen einer Nachrichtenliste sind verschieden lang.</translation>
    </message>
    <message>
        <source>A message must be an object with role and content.</source>
        <translation>Eine Nachricht muss ein Objekt mit role und content sein.</translation>
    </message>
    <message>
        <source>Expected a list of messages.</source>
        <translation>Hier wird eine Liste von Nachrichten erwartet.</translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; is absent or null.</source>
        <translation>Das Feld „%1“ fehlt oder ist null.</translation>
    </message>
    <message>
        <source>This is no line of the reader: %1.</source>
        <translation>Das ist keine Zeile des Lesers: %1.</translation>
    </message>
    <message>
        <source>Use the marginalia-cli that belongs to this program.</source>
        <translation>Das marginalia-cli nehmen, das zu diesem Programm gehört.</translation>
    </message>
    <message>
        <source>The record is larger than %1 bytes.</source>
        <translation>Der Datensatz ist größer als %1 Bytes.</translation>
    </message>
    <message>
        <source>Split the row, or leave it out.</source>
        <translation>Die Zeile teilen oder weglassen.</translation>
    </message>
    <message>
        <source>The file holds no rows.</source>
        <translation>Die Datei enthält keine Zeilen.</translation>
    </message>
    <message>
        <source>The columns follow no scheme that is known here: %1.</source>
        <translation>Die Spalten folgen keinem hier bekannten Schema: %1.</translation>
    </message>
    <message>
        <source>This file holds %1 (%2), which is not imported yet.</source>
        <translation>Diese Datei enthält %1 (%2), was noch nicht eingelesen wird.</translation>
    </message>
    <message>
        <source>There is no scheme &quot;%1&quot;.</source>
        <translation>Ein Schema „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>Schemes are %1.</source>
        <translation>Schemata sind %1.</translation>
    </message>
    <message>
        <source>This row is one of %1 (%2), which are not imported yet.</source>
        <translation>Diese Zeile gehört zu %1 (%2), die noch nicht eingelesen werden.</translation>
    </message>
    <message>
        <source>A Parquet file cannot be continued at a byte.</source>
        <translation>Eine Parquet-Datei lässt sich nicht ab einem Byte fortsetzen.</translation>
    </message>
    <message>
        <source>Import it anew; nothing of it is stored twice when the first import is undone.</source>
        <translation>Neu einlesen; nichts wird doppelt gespeichert, wenn das erste Einlesen zurückgenommen wird.</translation>
    </message>
    <message>
        <source>Byte %1 of the text is not UTF-8.</source>
        <translation>Byte %1 des Textes ist kein UTF-8.</translation>
    </message>
    <message>
        <source>This row is larger than %1 bytes.</source>
        <translation>Diese Zeile ist größer als %1 Bytes.</translation>
    </message>
    <message>
        <source>Put the line right, or leave it out.</source>
        <translation>Die Zeile berichtigen oder weglassen.</translation>
    </message>
    <message>
        <source>A row must be a JSON object; this is %1.</source>
        <translation>Eine Zeile muss ein JSON-Objekt sein; das ist %1.</translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>Die Datei lässt sich nicht lesen: %1.</translation>
    </message>
    <message>
        <source>Check the path and its permissions.</source>
        <translation>Den Pfad und seine Rechte prüfen.</translation>
    </message>
    <message>
        <source>This is not a regular file.</source>
        <translation>Das ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>Name a data file.</source>
        <translation>Eine Datendatei nennen.</translation>
    </message>
    <message>
        <source>The gzip data end early or are damaged.</source>
        <translation>Die gzip-Daten enden zu früh oder sind beschädigt.</translation>
    </message>
    <message>
        <source>Fetch the file again.</source>
        <translation>Die Datei noch einmal holen.</translation>
    </message>
    <message>
        <source>The conversation has no turn of the assistant.</source>
        <translation>Das Gespräch hat keinen Beitrag des Assistenten.</translation>
    </message>
    <message>
        <source>Expected true or false.</source>
        <translation>Hier wird true oder false erwartet.</translation>
    </message>
    <message>
        <source>Labels must be a list with one entry for every step.</source>
        <translation>Urteile müssen eine Liste mit einem Eintrag je Schritt sein.</translation>
    </message>
    <message>
        <source>Steps must be a list of texts.</source>
        <translation>Schritte müssen eine Liste von Texten sein.</translation>
    </message>
    <message>
        <source>Chosen and rejected must both be texts or both be lists of messages.</source>
        <translation>chosen und rejected müssen beide Texte oder beide Nachrichtenlisten sein.</translation>
    </message>
    <message>
        <source>%1 of %2 rows looked at have %3</source>
        <translation>%1 von %2 angesehenen Zeilen haben %3</translation>
    </message>
    <message>
        <source>%1 of %2 rows looked at fit no scheme, for example %3</source>
        <translation>%1 von %2 angesehenen Zeilen passen zu keinem Format, zum Beispiel %3</translation>
    </message>
    <message>
        <source>Map its columns, or rename them to prompt, chosen and rejected.</source>
        <translation>Die Spalten zuordnen oder in prompt, chosen und rejected umbenennen.</translation>
    </message>
    <message>
        <source>It is meant for evaluation. To train on it all the same, map its columns.</source>
        <translation>Sie ist zum Prüfen gedacht. Um trotzdem damit zu trainieren, die Spalten zuordnen.</translation>
    </message>
    <message>
        <source>Map its columns: input.messages, preferred_output and non_preferred_output.</source>
        <translation>Die Spalten zuordnen: input.messages, preferred_output und non_preferred_output.</translation>
    </message>
    <message>
        <source>Map its columns: instruction and input to prompt, output to completion.</source>
        <translation>Die Spalten zuordnen: instruction und input zu prompt, output zu completion.</translation>
    </message>
    <message>
        <source>Map its columns: instruction and input to prompt.</source>
        <translation>Die Spalten zuordnen: instruction und input zu prompt.</translation>
    </message>
    <message>
        <source>Rename kto_tag to label, or map the columns.</source>
        <translation>kto_tag in label umbenennen oder die Spalten zuordnen.</translation>
    </message>
    <message>
        <source>Map its columns: system and question.</source>
        <translation>Die Spalten zuordnen: system und question.</translation>
    </message>
    <message>
        <source>Map its columns: input to prompt.</source>
        <translation>Die Spalten zuordnen: input zu prompt.</translation>
    </message>
    <message>
        <source>Map its columns.</source>
        <translation>Die Spalten zuordnen.</translation>
    </message>
    <message>
        <source>Fill it in, leave the row out, or map the columns.</source>
        <translation>Das Feld füllen, die Zeile weglassen oder die Spalten zuordnen.</translation>
    </message>
    <message>
        <source>Put the row right, or map the columns.</source>
        <translation>Die Zeile richtigstellen oder die Spalten zuordnen.</translation>
    </message>
    <message>
        <source>Say which column is what, or name the scheme.</source>
        <translation>Sagen, welche Spalte was ist, oder das Format nennen.</translation>
    </message>
    <message>
        <source>Expected a list of answers.</source>
        <translation>Erwartet wird eine Liste von Antworten.</translation>
    </message>
    <message>
        <source>A rank must be a number.</source>
        <translation>Ein Rang muss eine Zahl sein.</translation>
    </message>
    <message>
        <source>answers with ratings as HelpSteer has them</source>
        <translation>Antworten mit Bewertungen, wie HelpSteer sie hat</translation>
    </message>
    <message>
        <source>Expected pair, unpaired, demo, steps, group or prompt.</source>
        <translation>Erwartet wird pair, unpaired, demo, steps, group oder prompt.</translation>
    </message>
    <message>
        <source>A group takes its answers from the field &quot;answers&quot;.</source>
        <translation>Eine Gruppe nimmt ihre Antworten aus dem Feld &quot;answers&quot;.</translation>
    </message>
</context>
<context>
    <name>device</name>
    <message>
        <source>There is no device &quot;%1&quot; here.</source>
        <translation>Ein Gerät „%1“ gibt es hier nicht.</translation>
    </message>
    <message>
        <source>Choose auto or one of: %1.</source>
        <translation>auto wählen oder eines von: %1.</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>Merging made the head differ from the embedding: both are written, and tie_word_embeddings is set to false.</source>
        <translation>Durch das Verschmelzen weicht der Kopf von der Einbettung ab: beide werden geschrieben, und tie_word_embeddings wird auf false gesetzt.</translation>
    </message>
    <message>
        <source>Rounding the merged weights lost %1 of what the adapter changes; fp32 keeps it.</source>
        <translation>Beim Runden der verschmolzenen Gewichte ging %1 dessen verloren, was der Adapter ändert; fp32 behält es.</translation>
    </message>
    <message>
        <source>Nothing was put at the place. Check the disk and try again.</source>
        <translation>An den Ort wurde nichts gelegt. Prüfe den Datenträger und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>The file that was written reads otherwise.</source>
        <translation>Die geschriebene Datei liest sich anders, als sie gemeint war.</translation>
    </message>
    <message>
        <source>Too little memory is free to run the model: its logits were not compared.</source>
        <translation>Es ist zu wenig Speicher frei, um das Modell laufen zu lassen: seine Logits wurden nicht verglichen.</translation>
    </message>
    <message>
        <source>Weights of the type q8_0 are written as GGUF alone.</source>
        <translation>Gewichte der Art q8_0 werden nur als GGUF geschrieben.</translation>
    </message>
    <message>
        <source>Choose fp32, fp16 or bf16.</source>
        <translation>Wähle fp32, fp16 oder bf16.</translation>
    </message>
    <message>
        <source>The picture is not a PNG file.</source>
        <translation>Das Bild ist keine PNG-Datei.</translation>
    </message>
    <message>
        <source>An adapter is no whole model.</source>
        <translation>Ein Adapter ist kein ganzes Modell.</translation>
    </message>
    <message>
        <source>Choose --to merged, or --to adapter.</source>
        <translation>Wähle --to merged oder --to adapter.</translation>
    </message>
    <message>
        <source>There is no adapter at that place.</source>
        <translation>An diesem Ort liegt kein Adapter.</translation>
    </message>
    <message>
        <source>Choose --to folder, or --to gguf.</source>
        <translation>Wähle --to folder oder --to gguf.</translation>
    </message>
    <message>
        <source>Logits of the merged model differ from those with the adapter by up to %1 of the largest one.</source>
        <translation>Die Logits des verschmolzenen Modells weichen um bis zu %1 des größten von denen mit dem Adapter ab.</translation>
    </message>
    <message>
        <source>The head differs from the embedding although tie_word_embeddings is true: both are written, and the flag is set to false.</source>
        <translation>Der Kopf weicht von der Einbettung ab, obwohl tie_word_embeddings true ist: beide werden geschrieben, und der Schalter wird auf false gesetzt.</translation>
    </message>
    <message>
        <source>Tensors that nothing is computed from are left out: %1.</source>
        <translation>Tensoren, aus denen nichts berechnet wird, werden weggelassen: %1.</translation>
    </message>
    <message>
        <source>The export takes %1 MB, and %2 MB are free there.</source>
        <translation>Der Export braucht %1 MB, und dort sind %2 MB frei.</translation>
    </message>
    <message>
        <source>Choose another place, or make room.</source>
        <translation>Wähle einen anderen Ort oder schaffe Platz.</translation>
    </message>
    <message>
        <source>Say where it is with --base.</source>
        <translation>Gib mit --base an, wo es liegt.</translation>
    </message>
    <message>
        <source>The run has no checkpoint yet, so there is nothing to export.</source>
        <translation>Der Lauf hat noch keinen Checkpoint, also gibt es nichts zu exportieren.</translation>
    </message>
    <message>
        <source>Let it run on, or save a checkpoint.</source>
        <translation>Lass ihn weiterlaufen oder speichere einen Checkpoint.</translation>
    </message>
    <message>
        <source>There is no model at that place.</source>
        <translation>An diesem Ort liegt kein Modell.</translation>
    </message>
    <message>
        <source>Choose a model folder, a run, a checkpoint, an adapter or a GGUF file.</source>
        <translation>Wähle einen Modellordner, einen Lauf, einen Checkpoint, einen Adapter oder eine GGUF-Datei.</translation>
    </message>
    <message>
        <source>tokenizer_class was %1, with which transformers 5 misreads a byte-level tokenizer.json: now PreTrainedTokenizerFast.</source>
        <translation>tokenizer_class war %1, womit transformers 5 eine tokenizer.json auf Byte-Ebene falsch liest: jetzt PreTrainedTokenizerFast.</translation>
    </message>
    <message>
        <source>A number of the tensor &quot;%1&quot; is beyond the range of fp16.</source>
        <translation>Eine Zahl des Tensors „%1“ liegt außerhalb des Bereichs von fp16.</translation>
    </message>
    <message>
        <source>Choose bf16 or fp32.</source>
        <translation>Wähle bf16 oder fp32.</translation>
    </message>
    <message>
        <source>The tokenizer composes characters (NFC), which readers of GGUF files may leave out: decomposed text is then tokenised otherwise.</source>
        <translation>Der Tokenizer setzt Zeichen zusammen (NFC), was Leser von GGUF-Dateien auslassen können: zerlegter Text wird dann anders in Token geteilt.</translation>
    </message>
    <message>
        <source>The token %1 takes blanks beside it, or stands as a word alone; readers of GGUF files do not know that.</source>
        <translation>Das Token %1 nimmt Leerzeichen neben sich auf oder steht als Wort allein; Leser von GGUF-Dateien wissen das nicht.</translation>
    </message>
    <message>
        <source>What was written is not what was meant: the tensor %1.</source>
        <translation>Was geschrieben wurde, ist nicht, was gemeint war: der Tensor %1.</translation>
    </message>
    <message>
        <source>A tensor is missing in what was written.</source>
        <translation>In dem, was geschrieben wurde, fehlt ein Tensor.</translation>
    </message>
    <message>
        <source>What was written computes other logits than what was meant: prompt %1.</source>
        <translation>Was geschrieben wurde, berechnet andere Logits als gemeint: Prompt %1.</translation>
    </message>
    <message>
        <source>What was written is not what was meant: the chat template.</source>
        <translation>Was geschrieben wurde, ist nicht, was gemeint war: die Chat-Vorlage.</translation>
    </message>
    <message>
        <source>What was written is not what was meant: the tokenizer&apos;s special tokens.</source>
        <translation>Was geschrieben wurde, ist nicht, was gemeint war: die besonderen Token des Tokenizers.</translation>
    </message>
    <message>
        <source>What was written cuts texts into other tokens than were meant: %1</source>
        <translation>Was geschrieben wurde, teilt Texte in andere Token als gemeint: %1</translation>
    </message>
</context>
<context>
    <name>generation</name>
    <message>
        <source>It is 0 (always the likeliest token) to 100.</source>
        <translation>Erlaubt ist 0 (immer das wahrscheinlichste Token) bis 100.</translation>
    </message>
    <message>
        <source>It is over 0 and at most 1.</source>
        <translation>Erlaubt ist über 0 bis höchstens 1.</translation>
    </message>
    <message>
        <source>It is 0 to 1.</source>
        <translation>Erlaubt ist 0 bis 1.</translation>
    </message>
    <message>
        <source>It is over 0; 1 changes nothing, more makes repeating less likely.</source>
        <translation>Erlaubt ist über 0; 1 ändert nichts, mehr macht Wiederholungen unwahrscheinlicher.</translation>
    </message>
    <message>
        <source>The value is not of the kind that is read here.</source>
        <translation>Der Wert ist nicht von der Art, die hier gelesen wird.</translation>
    </message>
    <message>
        <source>Give %1, or leave it out.</source>
        <translation>%1 angeben oder weglassen.</translation>
    </message>
    <message>
        <source>a list of token ids</source>
        <translation>eine Liste von Token-Nummern</translation>
    </message>
    <message>
        <source>a list of lists of token ids</source>
        <translation>eine Liste von Listen von Token-Nummern</translation>
    </message>
    <message>
        <source>a list of strings</source>
        <translation>eine Liste von Texten</translation>
    </message>
    <message>
        <source>A stop text is empty.</source>
        <translation>Ein Stopptext ist leer.</translation>
    </message>
    <message>
        <source>Leave it out: every text begins with it.</source>
        <translation>Weglassen: jeder Text beginnt damit.</translation>
    </message>
    <message>
        <source>A word has no tokens.</source>
        <translation>Ein Wort hat keine Tokens.</translation>
    </message>
    <message>
        <source>Give the ids of at least one token, or leave it out.</source>
        <translation>Die Nummern mindestens eines Tokens angeben oder weglassen.</translation>
    </message>
    <message>
        <source>%1 and %2 are both given.</source>
        <translation>%1 und %2 sind beide angegeben.</translation>
    </message>
    <message>
        <source>Give one: %2 counts the prompt, %1 does not.</source>
        <translation>Eines angeben: %2 zählt die Frage mit, %1 nicht.</translation>
    </message>
    <message>
        <source>Make it smaller, or allow longer answers.</source>
        <translation>Verkleinern oder längere Antworten erlauben.</translation>
    </message>
    <message>
        <source>It is larger than max_new_tokens.</source>
        <translation>Es ist größer als max_new_tokens.</translation>
    </message>
    <message>
        <source>It is larger than max_length.</source>
        <translation>Es ist größer als max_length.</translation>
    </message>
    <message>
        <source>The value is out of range.</source>
        <translation>Der Wert liegt außerhalb des Erlaubten.</translation>
    </message>
    <message>
        <source>It is a whole number of %1 or more.</source>
        <translation>Erlaubt ist eine ganze Zahl ab %1.</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
</context>
<context>
    <name>gguf</name>
    <message>
        <source>GGUF files of the architecture &quot;%1&quot; are not read here; llama, qwen2 and qwen3 are.</source>
        <translation>GGUF-Dateien der Architektur „%1“ werden hier nicht gelesen; llama, qwen2 und qwen3 schon.</translation>
    </message>
    <message>
        <source>Use the folder that the file was made from.</source>
        <translation>Den Ordner nehmen, aus dem die Datei gemacht wurde.</translation>
    </message>
    <message>
        <source>%1 %2.</source>
        <translation>%1 %2.</translation>
    </message>
    <message>
        <source>The tensor %1; F32, F16, BF16 and Q8_0 are read here.</source>
        <translation>Der Tensor %1; hier werden F32, F16, BF16 und Q8_0 gelesen.</translation>
    </message>
    <message>
        <source>Take the model&apos;s F16, BF16 or Q8_0 file, or its folder.</source>
        <translation>Die Datei des Modells in F16, BF16 oder Q8_0 nehmen oder seinen Ordner.</translation>
    </message>
    <message>
        <source>This is not a GGUF file: it does not begin with GGUF.</source>
        <translation>Das ist keine GGUF-Datei: Sie beginnt nicht mit GGUF.</translation>
    </message>
    <message>
        <source>This GGUF file is of a form that is not read here: %1.</source>
        <translation>Diese GGUF-Datei hat eine Form, die hier nicht gelesen wird: %1.</translation>
    </message>
    <message>
        <source>Convert the model to GGUF version 3, little-endian.</source>
        <translation>Das Modell in GGUF Version 3, little-endian, umwandeln.</translation>
    </message>
    <message>
        <source>This is not a whole GGUF file: %1.</source>
        <translation>Das ist keine vollständige GGUF-Datei: %1.</translation>
    </message>
    <message>
        <source>Fetch or copy the file again.</source>
        <translation>Die Datei noch einmal holen oder kopieren.</translation>
    </message>
    <message>
        <source>Use the model&apos;s folder with tokenizer.json instead.</source>
        <translation>Stattdessen den Ordner des Modells mit tokenizer.json nehmen.</translation>
    </message>
    <message>
        <source>The tokenizer in the file cannot be used: %1.</source>
        <translation>Der Tokenizer in der Datei ist nicht zu gebrauchen: %1.</translation>
    </message>
    <message>
        <source>The file&apos;s tokenizer is of the kind &quot;%1&quot;; only byte-level BPE (&quot;gpt2&quot;) is read from GGUF files.</source>
        <translation>Der Tokenizer der Datei ist von der Art „%1“; aus GGUF-Dateien wird nur BPE über Bytes („gpt2“) gelesen.</translation>
    </message>
    <message>
        <source>The file splits texts as &quot;%1&quot;, which is not known here (known: %2).</source>
        <translation>Die Datei zerlegt Texte nach „%1“, was hier nicht bekannt ist (bekannt: %2).</translation>
    </message>
    <message>
        <source>Export a model folder and run llama.cpp&apos;s converter on it: %1</source>
        <translation>Exportiere einen Modellordner und wende den Umwandler von llama.cpp darauf an: %1</translation>
    </message>
    <message>
        <source>GGUF has no name for the tensor &quot;%1&quot;.</source>
        <translation>GGUF hat keinen Namen für den Tensor „%1“.</translation>
    </message>
    <message>
        <source>A number of the tensor &quot;%1&quot; cannot be stored as %2.</source>
        <translation>Eine Zahl des Tensors „%1“ lässt sich nicht als %2 speichern.</translation>
    </message>
    <message>
        <source>Choose bf16 or fp32.</source>
        <translation>Wähle bf16 oder fp32.</translation>
    </message>
    <message>
        <source>Models of the type %1 are not written as GGUF here.</source>
        <translation>Modelle der Art %1 werden hier nicht als GGUF geschrieben.</translation>
    </message>
    <message>
        <source>Models with a sliding window are not written as GGUF here.</source>
        <translation>Modelle mit gleitendem Fenster werden hier nicht als GGUF geschrieben.</translation>
    </message>
    <message>
        <source>Models with another activation than silu are not written as GGUF here.</source>
        <translation>Modelle mit einer anderen Aktivierung als silu werden hier nicht als GGUF geschrieben.</translation>
    </message>
    <message>
        <source>Models with this kind of rope scaling are not written as GGUF here.</source>
        <translation>Modelle mit dieser Art von RoPE-Skalierung werden hier nicht als GGUF geschrieben.</translation>
    </message>
    <message>
        <source>Models of the type %1 with llama3&apos;s rope scaling are not written as GGUF here.</source>
        <translation>Modelle der Art %1 mit der RoPE-Skalierung von llama3 werden hier nicht als GGUF geschrieben.</translation>
    </message>
    <message>
        <source>Models of the type %1 with such biases are not written as GGUF here.</source>
        <translation>Modelle der Art %1 mit solchen Bias-Vektoren werden hier nicht als GGUF geschrieben.</translation>
    </message>
    <message>
        <source>The model has no tokenizer.json, of which a GGUF file&apos;s tokenizer is made.</source>
        <translation>Das Modell hat keine tokenizer.json, aus der der Tokenizer einer GGUF-Datei gemacht wird.</translation>
    </message>
    <message>
        <source>The tokenizer is not byte-level BPE; others are not written into GGUF files.</source>
        <translation>Der Tokenizer ist kein BPE auf Byte-Ebene; andere werden nicht in GGUF-Dateien geschrieben.</translation>
    </message>
    <message>
        <source>GGUF has no known name for the way in which the tokenizer splits texts (tokenizer.ggml.pre; known: %1).</source>
        <translation>GGUF hat keinen bekannten Namen für die Art, in der der Tokenizer Texte teilt (tokenizer.ggml.pre; bekannt: %1).</translation>
    </message>
    <message>
        <source>The tokenizer&apos;s normalizer %1 has no place in a GGUF file.</source>
        <translation>Der Normalizer %1 des Tokenizers hat in einer GGUF-Datei keinen Platz.</translation>
    </message>
    <message>
        <source>The tokenizer has %1 tokens, and the model a table of %2.</source>
        <translation>Der Tokenizer hat %1 Token und das Modell eine Tabelle von %2.</translation>
    </message>
    <message>
        <source>A merge of the tokenizer has a blank in a token, which GGUF cannot hold.</source>
        <translation>Eine Verschmelzung des Tokenizers hat ein Leerzeichen in einem Token, was GGUF nicht fassen kann.</translation>
    </message>
    <message>
        <source>The tokenizer puts other tokens around a text than those of begin and end, which GGUF has no place for.</source>
        <translation>Der Tokenizer setzt andere Token um einen Text als die für Anfang und Ende, wofür GGUF keinen Platz hat.</translation>
    </message>
</context>
<context>
    <name>jobs</name>
    <message>
        <source>The run was made by another version of Marginalia.</source>
        <translation>Der Lauf stammt von einer anderen Version von Marginalia.</translation>
    </message>
    <message>
        <source>Open it with the version that made it.</source>
        <translation>Mit der Version öffnen, die ihn anlegte.</translation>
    </message>
    <message>
        <source>This file is not a JSON object.</source>
        <translation>Diese Datei ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>It was damaged or cut; use a copy, or start the run again.</source>
        <translation>Sie wurde beschädigt oder gekürzt; eine Kopie nehmen oder den Lauf neu starten.</translation>
    </message>
    <message>
        <source>The settings of a run are a JSON object.</source>
        <translation>Die Einstellungen eines Laufs sind ein JSON-Objekt.</translation>
    </message>
    <message>
        <source>%1 must be %2, not %3.</source>
        <translation>%1 muss %2 sein, nicht %3.</translation>
    </message>
    <message>
        <source>%1 is not a setting of a run.</source>
        <translation>%1 ist keine Einstellung eines Laufs.</translation>
    </message>
    <message>
        <source>There is no objective &quot;%1&quot; in this version.</source>
        <translation>Ein Ziel „%1“ gibt es in dieser Version nicht.</translation>
    </message>
    <message>
        <source>%1 must lie between %2 and %3, not %4.</source>
        <translation>%1 muss zwischen %2 und %3 liegen, nicht %4.</translation>
    </message>
    <message>
        <source>%1 must be one of %2, not &quot;%3&quot;.</source>
        <translation>%1 muss eines von %2 sein, nicht „%3“.</translation>
    </message>
    <message>
        <source>%1 has no parameter &quot;%2&quot;.</source>
        <translation>%1 hat keinen Parameter „%2“.</translation>
    </message>
    <message>
        <source>%1 has no choice &quot;%2&quot;.</source>
        <translation>%1 hat keine Wahl „%2“.</translation>
    </message>
    <message>
        <source>The term &quot;%1&quot; stands twice.</source>
        <translation>Der Term „%1“ steht zweimal da.</translation>
    </message>
    <message>
        <source>%1 needs at least %2 rows in a batch.</source>
        <translation>%1 braucht mindestens %2 Zeilen in einem Stapel.</translation>
    </message>
    <message>
        <source>Only sft trains on the whole text.</source>
        <translation>Nur sft trainiert auf dem ganzen Text.</translation>
    </message>
    <message>
        <source>A step may hold at most 65,535 pairs or rows.</source>
        <translation>Ein Schritt darf höchstens 65.535 Paare oder Zeilen enthalten.</translation>
    </message>
    <message>
        <source>No start model is named.</source>
        <translation>Kein Startmodell ist genannt.</translation>
    </message>
    <message>
        <source>The run&apos;s status cannot be written</source>
        <translation>Der Stand des Laufs lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>The run cannot be repeated from this folder; start it again from the project.</source>
        <translation>Aus diesem Ordner lässt sich der Lauf nicht wiederholen; aus dem Projekt neu starten.</translation>
    </message>
    <message>
        <source>A record is larger than 64 MiB.</source>
        <translation>Ein Datensatz ist größer als 64 MiB.</translation>
    </message>
    <message>
        <source>Leave it out of training.</source>
        <translation>Vom Training ausnehmen.</translation>
    </message>
    <message>
        <source>The run&apos;s data has no such record.</source>
        <translation>Die Daten des Laufs haben keinen solchen Datensatz.</translation>
    </message>
    <message>
        <source>The run&apos;s data is cut off.</source>
        <translation>Die Daten des Laufs sind abgeschnitten.</translation>
    </message>
    <message>
        <source>A record of the run&apos;s data has a wrong length.</source>
        <translation>Ein Datensatz des Laufs hat eine falsche Länge.</translation>
    </message>
    <message>
        <source>A record of the run&apos;s data does not match its checksum.</source>
        <translation>Ein Datensatz des Laufs passt nicht zu seiner Prüfsumme.</translation>
    </message>
    <message>
        <source>A record of the run&apos;s data cannot be read.</source>
        <translation>Ein Datensatz des Laufs lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>This is not the index of a run&apos;s data.</source>
        <translation>Das ist kein Verzeichnis der Daten eines Laufs.</translation>
    </message>
    <message>
        <source>The run&apos;s data was written by another version.</source>
        <translation>Die Daten des Laufs schrieb eine andere Version.</translation>
    </message>
    <message>
        <source>Use the version that made the run.</source>
        <translation>Die Version nehmen, die den Lauf anlegte.</translation>
    </message>
    <message>
        <source>The index of the run&apos;s data does not match its checksum.</source>
        <translation>Das Verzeichnis der Daten des Laufs passt nicht zu seiner Prüfsumme.</translation>
    </message>
    <message>
        <source>The run&apos;s data is not there.</source>
        <translation>Die Daten des Laufs sind nicht da.</translation>
    </message>
    <message>
        <source>None of the %1 labelled records here can train this objective.</source>
        <translation>Keiner der %1 beurteilten Datensätze hier kann dieses Ziel trainieren.</translation>
    </message>
    <message>
        <source>Label some pairs, choose another view, or another objective.</source>
        <translation>Einige Paare beurteilen, eine andere Ansicht oder ein anderes Ziel wählen.</translation>
    </message>
    <message>
        <source>There is no such model folder.</source>
        <translation>Diesen Modellordner gibt es nicht.</translation>
    </message>
    <message>
        <source>Choose a folder with config.json and model.safetensors.</source>
        <translation>Einen Ordner mit config.json und model.safetensors wählen.</translation>
    </message>
    <message>
        <source>This is no folder, and the hub cache %1 has no model of this name.</source>
        <translation>Das ist kein Ordner, und der Hub-Zwischenspeicher %1 hat kein Modell dieses Namens.</translation>
    </message>
    <message>
        <source>The hub cache %1 has this model, but not this revision.</source>
        <translation>Der Hub-Zwischenspeicher %1 hat dieses Modell, aber nicht diese Fassung.</translation>
    </message>
    <message>
        <source>Fetch it with Hugging Face&apos;s tools, or choose a folder; Marginalia fetches nothing by itself.</source>
        <translation>Mit den Werkzeugen von Hugging Face holen oder einen Ordner wählen; Marginalia holt nichts von selbst.</translation>
    </message>
    <message>
        <source>The model is not wholly in the hub cache: %1 missing.</source>
        <translation>Das Modell liegt nicht ganz im Hub-Zwischenspeicher: Es fehlt %1.</translation>
    </message>
    <message>
        <source>Let Hugging Face&apos;s tools finish the download.</source>
        <translation>Den Download mit den Werkzeugen von Hugging Face beenden.</translation>
    </message>
    <message>
        <source>The verdict on a model is unknown.</source>
        <translation>Das Urteil über ein Modell ist unbekannt.</translation>
    </message>
    <message>
        <source>This is no report on a model.</source>
        <translation>Das ist kein Bericht über ein Modell.</translation>
    </message>
    <message>
        <source>Use the marginalia-cli that belongs to this program.</source>
        <translation>Das marginalia-cli nehmen, das zu diesem Programm gehört.</translation>
    </message>
    <message>
        <source>No module is named that the adapter stands on.</source>
        <translation>Kein Modul ist genannt, auf dem der Adapter steht.</translation>
    </message>
    <message>
        <source>all-linear means every projection and stands alone.</source>
        <translation>all-linear meint jede Projektion und steht allein.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a target of the adapter and trained whole as well.</source>
        <translation>„%1“ ist Ziel des Adapters und wird auch ganz trainiert.</translation>
    </message>
    <message>
        <source>Packed weights are not trained themselves: train an adapter beside them (method lora), or take dense.</source>
        <translation>Gepackte Gewichte werden selbst nicht trainiert: Einen Adapter daneben trainieren (Methode lora) oder ungepackt nehmen.</translation>
    </message>
    <message>
        <source>%1 cannot be laid on %2: a noise model needs a loss that can be turned the other way round, and this one cannot or models wrong labels itself.</source>
        <translation>%1 passt nicht auf %2: Ein Rauschmodell braucht einen Verlust, der sich umdrehen lässt; dieser lässt es nicht zu oder beschreibt falsche Urteile selbst.</translation>
    </message>
    <message>
        <source>wpo cannot be laid on %1: it weighs single pairs, and this loss has none or mixes them by sorting.</source>
        <translation>wpo passt nicht auf %1: Es gewichtet einzelne Paare, und dieser Verlust hat keine oder mischt sie beim Sortieren.</translation>
    </message>
    <message>
        <source>f_divergence cannot be laid on %1: this loss uses the plain log-ratio, so another divergence would change nothing or its targets.</source>
        <translation>f_divergence passt nicht auf %1: Dieser Verlust nutzt das schlichte Log-Verhältnis; eine andere Divergenz änderte nichts oder seine Ziele.</translation>
    </message>
    <message>
        <source>humanline cannot be laid on %1: it clamps log-ratios by token, and this loss has no such ratios.</source>
        <translation>humanline passt nicht auf %1: Es kappt Log-Verhältnisse je Token, und dieser Verlust hat keine.</translation>
    </message>
    <message>
        <source>length_norm cannot be laid on %1: this loss settles lengths itself.</source>
        <translation>length_norm passt nicht auf %1: Dieser Verlust regelt Längen selbst.</translation>
    </message>
    <message>
        <source>sft_term cannot be laid on %1: this loss has a likelihood term of its own, or no chosen answers.</source>
        <translation>sft_term passt nicht auf %1: Dieser Verlust hat einen eigenen Likelihood-Term oder keine gewählten Antworten.</translation>
    </message>
    <message>
        <source>%1 does not work with %2.</source>
        <translation>%1 geht nicht mit %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a term of this version: it is no objective.</source>
        <translation>„%1“ ist in dieser Version kein Term: Es ist kein Ziel.</translation>
    </message>
    <message>
        <source>%1 needs partner answers, which a batch with pairs has not; take apo_zero_unpaired or bco beside pairs.</source>
        <translation>%1 braucht Partnerantworten, die ein Batch mit Paaren nicht hat; neben Paaren apo_zero_unpaired oder bco nehmen.</translation>
    </message>
    <message>
        <source>%1 trains on other records than the other terms: one batch cannot feed them all.</source>
        <translation>%1 trainiert auf anderen Datensätzen als die übrigen Terme: Ein Batch kann nicht alle speisen.</translation>
    </message>
    <message>
        <source>The modifier &quot;%1&quot; is not in this version.</source>
        <translation>Den Zusatz „%1“ gibt es in dieser Version nicht.</translation>
    </message>
    <message>
        <source>The modifier &quot;%1&quot; stands twice.</source>
        <translation>Der Zusatz „%1“ steht zweimal da.</translation>
    </message>
    <message>
        <source>%1 and %2 both say how often labels are wrong; only one of them can be right.</source>
        <translation>%1 und %2 sagen beide, wie oft Urteile falsch sind; nur eines kann gelten.</translation>
    </message>
    <message>
        <source>%1 and label_smoothing both say how often labels are wrong; set label_smoothing to 0.</source>
        <translation>%1 und label_smoothing sagen beide, wie oft Urteile falsch sind; label_smoothing auf 0 setzen.</translation>
    </message>
    <message>
        <source>%1 of %2 cannot be &quot;%3&quot;.</source>
        <translation>%1 von %2 kann nicht „%3“ sein.</translation>
    </message>
    <message>
        <source>A mix has its likelihood among its terms: add sft there instead of sft_term.</source>
        <translation>Eine Mischung hat ihre Likelihood unter den Termen: dort sft hinzufügen statt sft_term.</translation>
    </message>
    <message>
        <source>The judge cannot be started</source>
        <translation>Der Urteilende lässt sich nicht starten</translation>
    </message>
    <message>
        <source>Stopped while the judge scored answers.</source>
        <translation>Angehalten, während der Urteilende Antworten bewertete.</translation>
    </message>
    <message>
        <source>The judge cannot be read</source>
        <translation>Der Urteilende lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>Line %1 of the judge is not {&quot;reward&quot;: number}: %2</source>
        <translation>Zeile %1 des Urteilenden ist nicht {&quot;reward&quot;: Zahl}: %2</translation>
    </message>
    <message>
        <source>The judge writes one JSON line for each line it reads.</source>
        <translation>Der Urteilende schreibt eine JSON-Zeile für jede Zeile, die er liest.</translation>
    </message>
    <message>
        <source>The judge ended with code %1.</source>
        <translation>Der Urteilende endete mit Code %1.</translation>
    </message>
    <message>
        <source>Its own words stand in the run&apos;s log.</source>
        <translation>Seine eigenen Worte stehen im Protokoll des Laufs.</translation>
    </message>
    <message>
        <source>The judge gave %1 rewards for %2 answers.</source>
        <translation>Der Urteilende gab %1 Belohnungen für %2 Antworten.</translation>
    </message>
    <message>
        <source>A stored round does not match its checksum.</source>
        <translation>Eine gespeicherte Runde passt nicht zu ihrer Prüfsumme.</translation>
    </message>
    <message>
        <source>A stored round is not the one its name says.</source>
        <translation>Eine gespeicherte Runde ist nicht die, die ihr Name nennt.</translation>
    </message>
    <message>
        <source>An answer of a stored round cannot be read.</source>
        <translation>Eine Antwort einer gespeicherten Runde lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The reward is a judge, and no command is named.</source>
        <translation>Die Belohnung ist ein Urteilender, und kein Befehl ist genannt.</translation>
    </message>
    <message>
        <source>The reward is a reward model, and no folder is named.</source>
        <translation>Die Belohnung ist ein Belohnungsmodell, und kein Ordner ist genannt.</translation>
    </message>
    <message>
        <source>The objective learns from a teacher, and none is named.</source>
        <translation>Das Ziel lernt von einem Lehrer, und keiner ist genannt.</translation>
    </message>
    <message>
        <source>%1 cannot be trained yet: %2</source>
        <translation>%1 lässt sich noch nicht trainieren: %2</translation>
    </message>
    <message>
        <source>%1 cannot be used yet: %2</source>
        <translation>%1 lässt sich noch nicht verwenden: %2</translation>
    </message>
    <message>
        <source>%1 has no setting &quot;%2&quot;; it has %3.</source>
        <translation>%1 hat keine Einstellung „%2“; es hat %3.</translation>
    </message>
    <message>
        <source>%1 takes a number, not %2.</source>
        <translation>%1 nimmt eine Zahl, nicht %2.</translation>
    </message>
    <message>
        <source>The weight of a term is a number, not %1.</source>
        <translation>Das Gewicht eines Terms ist eine Zahl, nicht %1.</translation>
    </message>
    <message>
        <source>There is no modifier &quot;%1&quot; in this version.</source>
        <translation>Einen Modifikator „%1“ gibt es in dieser Version nicht.</translation>
    </message>
    <message>
        <source>A setting is KEY=VALUE, not %1.</source>
        <translation>Eine Einstellung ist SCHLÜSSEL=WERT, nicht %1.</translation>
    </message>
    <message>
        <source>tr_dpo cannot be laid on %1: it moves the reference, and this loss has none or takes it from the written answers.</source>
        <translation>tr_dpo passt nicht auf %1: Es bewegt die Referenz, und dieser Verlust hat keine oder nimmt sie aus den geschriebenen Antworten.</translation>
    </message>
    <message>
        <source>loss_balancing weighs the terms of a mix, and there is no mix.</source>
        <translation>loss_balancing wägt die Teile einer Mischung ab, und es gibt keine Mischung.</translation>
    </message>
    <message>
        <source>The reward is what supervised training changed, and the model before it is not named.</source>
        <translation>Die Belohnung ist, was das überwachte Training verändert hat, und das Modell davor ist nicht genannt.</translation>
    </message>
    <message>
        <source>Only a judge is asked for two answers at once: let it give the reward, or take the difference of two rewards.</source>
        <translation>Nur ein Richter wird nach zwei Antworten zugleich gefragt: Lass ihn die Belohnung geben, oder nimm die Differenz zweier Belohnungen.</translation>
    </message>
    <message>
        <source>%1 works on the model&apos;s own weights, and an adapter leaves them as they are: train all weights, or leave it out.</source>
        <translation>%1 wirkt auf die eigenen Gewichte des Modells, und ein Adapter lässt sie, wie sie sind: alle Gewichte trainieren oder es weglassen.</translation>
    </message>
    <message>
        <source>drift pulls towards another model, and none is named.</source>
        <translation>drift zieht zu einem anderen Modell hin, und keines ist genannt.</translation>
    </message>
    <message>
        <source>%1 and %2 read different numbers beside the labels: one batch cannot feed both.</source>
        <translation>%1 und %2 lesen verschiedene Zahlen neben den Urteilen: Ein Batch kann nicht beide speisen.</translation>
    </message>
    <message>
        <source>A file of the run cannot be carried over: %1.</source>
        <translation>Eine Datei des Laufs lässt sich nicht übernehmen: %1.</translation>
    </message>
    <message>
        <source>The checkpoint was deleted meanwhile.</source>
        <translation>Der Zwischenstand wurde inzwischen gelöscht.</translation>
    </message>
    <message>
        <source>Fork from another one.</source>
        <translation>Von einem anderen aus abzweigen.</translation>
    </message>
    <message>
        <source>The run has saved no checkpoint that training can go on from.</source>
        <translation>Der Lauf hat keinen Zwischenstand gesichert, von dem aus sich weiter trainieren lässt.</translation>
    </message>
    <message>
        <source>Let it write one first: Checkpoint now.</source>
        <translation>Erst einen schreiben lassen: Zwischenstand jetzt.</translation>
    </message>
    <message>
        <source>No checkpoint lies before step %1; there are: %2.</source>
        <translation>Vor Schritt %1 liegt kein Zwischenstand; es gibt: %2.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s state is not whole.</source>
        <translation>Der Zustand des Zwischenstands ist unvollständig.</translation>
    </message>
    <message>
        <source>%1 belongs to what the fork begins with and stays %2: start a new run to change it.</source>
        <translation>%1 gehört zu dem, womit die Abzweigung beginnt, und bleibt %2: ändern lässt es sich in einem neuen Lauf.</translation>
    </message>
    <message>
        <source>The fork begins behind step %1 and must end later.</source>
        <translation>Die Abzweigung beginnt hinter Schritt %1 und muss später enden.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Size of a step; the schedule goes on below it.</source>
        <translation>Größe eines Schritts; der Verlauf der Lernrate geht darunter weiter.</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of the adapter&apos;s inputs that each step leaves out.</source>
        <translation>Anteil der Eingaben des Adapters, den jeder Schritt auslässt.</translation>
    </message>
    <message>
        <source>Gradient limit</source>
        <translation>Gradientengrenze</translation>
    </message>
    <message>
        <source>Longer gradients are shortened to this length.</source>
        <translation>Längere Gradienten werden auf diese Länge gekürzt.</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>Zwischenstand alle</translation>
    </message>
    <message>
        <source>Steps between checkpoints; 0: at the end only.</source>
        <translation>Schritte zwischen Zwischenständen; 0: nur am Ende.</translation>
    </message>
    <message>
        <source>Stop at step</source>
        <translation>Ende bei Schritt</translation>
    </message>
    <message>
        <source>The run ends there, and so does the schedule of the learning rate.</source>
        <translation>Dort endet der Lauf und mit ihm der Verlauf der Lernrate.</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Gewicht von %1</translation>
    </message>
    <message>
        <source>Weight of this loss in the sum.</source>
        <translation>Gewicht dieses Verlusts in der Summe.</translation>
    </message>
    <message>
        <source>%1 cannot be changed while the run goes on; these can: %2.</source>
        <translation>%1 lässt sich nicht ändern, während der Lauf weitergeht; diese lassen sich ändern: %2.</translation>
    </message>
    <message>
        <source>Fork the run to change other settings.</source>
        <translation>Um andere Einstellungen zu ändern, ist der Lauf abzuzweigen.</translation>
    </message>
    <message>
        <source>%1 takes a whole number, not %2.</source>
        <translation>%1 ist eine ganze Zahl, nicht %2.</translation>
    </message>
    <message>
        <source>Whether beta is 0 decides what the run keeps beside its model.</source>
        <translation>Ob beta 0 ist, entscheidet, was der Lauf neben seinem Modell bereithält.</translation>
    </message>
    <message>
        <source>Stopped before it was done.</source>
        <translation>Abgebrochen, bevor es fertig war.</translation>
    </message>
    <message>
        <source>The program cannot be started</source>
        <translation>Das Programm lässt sich nicht starten</translation>
    </message>
    <message>
        <source>The program cannot be read</source>
        <translation>Das Programm lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>The program&apos;s end cannot be awaited</source>
        <translation>Das Ende des Programms lässt sich nicht abwarten</translation>
    </message>
    <message>
        <source>%1 answers; login shell %2</source>
        <translation>%1 antwortet; Anmelde-Shell %2</translation>
    </message>
    <message>
        <source>Tools are missing there: %1</source>
        <translation>Dort fehlen Werkzeuge: %1</translation>
    </message>
    <message>
        <source>Install them; they come with every Linux.</source>
        <translation>Installieren Sie sie; jedes Linux bringt sie mit.</translation>
    </message>
    <message>
        <source>The system there is %1; only Linux is tested.</source>
        <translation>Das System dort ist %1; erprobt ist nur Linux.</translation>
    </message>
    <message>
        <source>Working folder %1</source>
        <translation>Arbeitsordner %1</translation>
    </message>
    <message>
        <source>Working folder %1, made by the first run</source>
        <translation>Arbeitsordner %1, der erste Lauf legt ihn an</translation>
    </message>
    <message>
        <source>The working folder %1 cannot be made: %2 is no folder.</source>
        <translation>Der Arbeitsordner %1 lässt sich nicht anlegen: %2 ist kein Ordner.</translation>
    </message>
    <message>
        <source>The working folder %1 cannot be written: the rights of %2.</source>
        <translation>In den Arbeitsordner %1 lässt sich nicht schreiben: die Rechte von %2.</translation>
    </message>
    <message>
        <source>Name another folder, or ask for the rights.</source>
        <translation>Nennen Sie einen anderen Ordner, oder lassen Sie sich die Rechte geben.</translation>
    </message>
    <message>
        <source>How much room there is was not said.</source>
        <translation>Wie viel Platz dort ist, war nicht zu erfahren.</translation>
    </message>
    <message>
        <source>%1 GB are free where the runs lie.</source>
        <translation>Wo die Läufe liegen, sind %1 GB frei.</translation>
    </message>
    <message>
        <source>Make room: model, snapshot and checkpoints lie there.</source>
        <translation>Schaffen Sie Platz: Modell, Momentaufnahme und Zwischenstände liegen dort.</translation>
    </message>
    <message>
        <source>%1 GB free</source>
        <translation>%1 GB frei</translation>
    </message>
    <message>
        <source>%1 cores, %2 GB of memory available</source>
        <translation>%1 Kerne, %2 GB Arbeitsspeicher verfügbar</translation>
    </message>
    <message>
        <source>No GPU that nvidia-smi knows</source>
        <translation>Keine GPU, die nvidia-smi kennt</translation>
    </message>
    <message>
        <source>GPU: %1</source>
        <translation>GPU: %1</translation>
    </message>
    <message>
        <source>There is no program &quot;%1&quot; there.</source>
        <translation>Dort gibt es kein Programm „%1“.</translation>
    </message>
    <message>
        <source>Install this version of Marginalia there, and name the path of its marginalia-cli as the target&apos;s program.</source>
        <translation>Installieren Sie dort diese Version von Marginalia, und nennen Sie den Pfad ihres marginalia-cli als Programm der Gegenstelle.</translation>
    </message>
    <message>
        <source>Program %1</source>
        <translation>Programm %1</translation>
    </message>
    <message>
        <source>It says &quot;%1&quot;, and this one is &quot;%2&quot;.</source>
        <translation>Es nennt sich „%1“, und dieses hier ist „%2“.</translation>
    </message>
    <message>
        <source>Bring both to the same version.</source>
        <translation>Bringen Sie beide auf dieselbe Version.</translation>
    </message>
    <message>
        <source>Version %1, the same as here</source>
        <translation>Version %1, wie hier</translation>
    </message>
    <message>
        <source>Its training library does not work.</source>
        <translation>Seine Bibliothek zum Trainieren arbeitet nicht.</translation>
    </message>
    <message>
        <source>Run `marginalia-cli doctor` there: it says what is missing.</source>
        <translation>Rufen Sie dort `marginalia-cli doctor` auf: es sagt, was fehlt.</translation>
    </message>
    <message>
        <source>It trains on: %1</source>
        <translation>Trainiert auf: %1</translation>
    </message>
    <message>
        <source>There is no sbatch there.</source>
        <translation>Dort gibt es kein sbatch.</translation>
    </message>
    <message>
        <source>Name the cluster&apos;s login machine as the host, or choose the launcher plain.</source>
        <translation>Nennen Sie den Anmelderechner des Clusters als Rechner, oder wählen Sie als Starter plain.</translation>
    </message>
    <message>
        <source>Jobs go through %1</source>
        <translation>Aufträge gehen über %1</translation>
    </message>
    <message>
        <source>There is a sbatch, and runs would start beside it.</source>
        <translation>Dort gibt es sbatch, und Läufe würden daran vorbei starten.</translation>
    </message>
    <message>
        <source>On a cluster&apos;s login machine choose the launcher sbatch.</source>
        <translation>Wählen Sie auf dem Anmelderechner eines Clusters als Starter sbatch.</translation>
    </message>
    <message>
        <source>There is no setsid: a run may end with the connection.</source>
        <translation>Dort gibt es kein setsid: ein Lauf kann mit der Verbindung enden.</translation>
    </message>
    <message>
        <source>Install util-linux there.</source>
        <translation>Installieren Sie dort util-linux.</translation>
    </message>
    <message>
        <source>Runs start detached and outlive the connection</source>
        <translation>Läufe starten losgelöst und überdauern die Verbindung</translation>
    </message>
    <message>
        <source>The look at the machine broke off: %1</source>
        <translation>Die Untersuchung des Rechners brach ab: %1</translation>
    </message>
    <message>
        <source>Look whether /bin/sh there is a POSIX shell.</source>
        <translation>Prüfen Sie, ob /bin/sh dort eine POSIX-Shell ist.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s list of files is wrong.</source>
        <translation>Die Dateiliste des Zwischenstands ist falsch.</translation>
    </message>
    <message>
        <source>The checkpoint is not there any more.</source>
        <translation>Den Zwischenstand gibt es dort nicht mehr.</translation>
    </message>
    <message>
        <source>The run keeps its newest ones; fetch again.</source>
        <translation>Der Lauf behält seine neuesten; holen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The disk has no room for the checkpoint of %1 MB.</source>
        <translation>Auf der Platte ist kein Platz für den Zwischenstand von %1 MB.</translation>
    </message>
    <message>
        <source>Make room and fetch it again.</source>
        <translation>Schaffen Sie Platz, und holen Sie ihn noch einmal.</translation>
    </message>
    <message>
        <source>The file did not arrive as it is there.</source>
        <translation>Die Datei kam nicht so an, wie sie dort ist.</translation>
    </message>
    <message>
        <source>There is no checkpoint of step %1 there.</source>
        <translation>Dort gibt es keinen Zwischenstand von Schritt %1.</translation>
    </message>
    <message>
        <source>The run&apos;s folder is not there any more.</source>
        <translation>Den Ordner des Laufs gibt es dort nicht mehr.</translation>
    </message>
    <message>
        <source>The connection ended: %1</source>
        <translation>Die Verbindung endete: %1</translation>
    </message>
    <message>
        <source>The file is shorter there than here: is it another run?</source>
        <translation>Die Datei ist dort kürzer als hier: ist es ein anderer Lauf?</translation>
    </message>
    <message>
        <source>The run was not sent to its target yet.</source>
        <translation>Der Lauf wurde noch nicht an seine Gegenstelle gesendet.</translation>
    </message>
    <message>
        <source>Send it: marginalia-cli away train.</source>
        <translation>Senden Sie ihn: marginalia-cli away train.</translation>
    </message>
    <message>
        <source>What came from the target is not understood: %1</source>
        <translation>Was von der Gegenstelle kam, ist nicht verständlich: %1</translation>
    </message>
    <message>
        <source>A target may not write this file here.</source>
        <translation>Eine Gegenstelle darf diese Datei hier nicht schreiben.</translation>
    </message>
    <message>
        <source>The file here does not continue the one on the target.</source>
        <translation>Die Datei hier ist nicht der Anfang derer auf der Gegenstelle.</translation>
    </message>
    <message>
        <source>Does another program write it?</source>
        <translation>Schreibt ein anderes Programm sie?</translation>
    </message>
    <message>
        <source>This run does not train on a target.</source>
        <translation>Dieser Lauf trainiert nicht auf einer Gegenstelle.</translation>
    </message>
    <message>
        <source>The note about the target cannot be read.</source>
        <translation>Die Notiz über die Gegenstelle lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Start a new run; what was fetched is kept here.</source>
        <translation>Beginnen Sie einen neuen Lauf; was geholt wurde, bleibt hier.</translation>
    </message>
    <message>
        <source>The worker cannot be started there: %1</source>
        <translation>Der Arbeiter lässt sich dort nicht starten: %1</translation>
    </message>
    <message>
        <source>The run is on the target &quot;%1&quot; and stays there.</source>
        <translation>Der Lauf ist auf der Gegenstelle „%1“ und bleibt dort.</translation>
    </message>
    <message>
        <source>The request cannot be sent: %1</source>
        <translation>Die Anforderung lässt sich nicht senden: %1</translation>
    </message>
    <message>
        <source>No worker is at this run now.</source>
        <translation>An diesem Lauf arbeitet gerade niemand.</translation>
    </message>
    <message>
        <source>Go on with it: marginalia-cli away resume RUNFOLDER.</source>
        <translation>Setzen Sie ihn fort: marginalia-cli away resume LAUFORDNER.</translation>
    </message>
    <message>
        <source>The job cannot be taken out of the queue: %1</source>
        <translation>Der Auftrag lässt sich nicht aus der Warteschlange nehmen: %1</translation>
    </message>
    <message>
        <source>ssh did not connect: %1</source>
        <translation>ssh kam nicht durch: %1</translation>
    </message>
    <message>
        <source>Connect once in a terminal and compare the host&apos;s key.</source>
        <translation>Verbinden Sie sich einmal in einem Terminal, und vergleichen Sie den Schlüssel des Rechners.</translation>
    </message>
    <message>
        <source>ssh must get in without asking: a key in the agent, or one without a passphrase, that the host knows.</source>
        <translation>ssh muss ohne Rückfrage hineinkommen: mit einem Schlüssel im Agenten oder einem ohne Passwort, den der Rechner kennt.</translation>
    </message>
    <message>
        <source>Mend the configuration of ssh.</source>
        <translation>Berichtigen Sie die Einstellungen von ssh.</translation>
    </message>
    <message>
        <source>Is the name right, and this machine on the network?</source>
        <translation>Stimmt der Name, und ist dieser Rechner am Netz?</translation>
    </message>
    <message>
        <source>Try it in a terminal: the same ssh is used here.</source>
        <translation>Versuchen Sie es in einem Terminal: hier wird dasselbe ssh benutzt.</translation>
    </message>
    <message>
        <source>There is no program ssh here.</source>
        <translation>Hier gibt es kein Programm ssh.</translation>
    </message>
    <message>
        <source>Install it: the package is called openssh-client.</source>
        <translation>Installieren Sie es: das Paket heißt openssh-client.</translation>
    </message>
    <message>
        <source>/bin/sh does not answer there: %1</source>
        <translation>/bin/sh antwortet dort nicht: %1</translation>
    </message>
    <message>
        <source>The account needs a login shell that runs commands.</source>
        <translation>Das Konto braucht eine Anmelde-Shell, die Befehle ausführt.</translation>
    </message>
    <message>
        <source>No host is named.</source>
        <translation>Es ist kein Rechner genannt.</translation>
    </message>
    <message>
        <source>Name it as you would for ssh: an alias, host or user@host.</source>
        <translation>Nennen Sie ihn wie für ssh: ein Kürzel, Rechner oder Konto@Rechner.</translation>
    </message>
    <message>
        <source>This is no host for ssh: %1</source>
        <translation>Das ist kein Rechner für ssh: %1</translation>
    </message>
    <message>
        <source>This is no path: %1</source>
        <translation>Das ist kein Pfad: %1</translation>
    </message>
    <message>
        <source>The model&apos;s folder there is not a whole path: %1</source>
        <translation>Der Ordner des Modells dort ist kein vollständiger Pfad: %1</translation>
    </message>
    <message>
        <source>Whole paths begin with &quot;/&quot;.</source>
        <translation>Vollständige Pfade beginnen mit „/“.</translation>
    </message>
    <message>
        <source>There is no launcher &quot;%1&quot;.</source>
        <translation>Es gibt keinen Starter „%1“.</translation>
    </message>
    <message>
        <source>It is plain or sbatch.</source>
        <translation>Er heißt plain oder sbatch.</translation>
    </message>
    <message>
        <source>This is no option of sbatch: %1</source>
        <translation>Das ist keine Option von sbatch: %1</translation>
    </message>
    <message>
        <source>Options begin with &quot;-&quot;, e.g. --partition=gpu.</source>
        <translation>Optionen beginnen mit „-“, z. B. --partition=gpu.</translation>
    </message>
    <message>
        <source>A text is needed here.</source>
        <translation>Hier wird ein Text gebraucht.</translation>
    </message>
    <message>
        <source>A whole number is needed here.</source>
        <translation>Hier wird eine ganze Zahl gebraucht.</translation>
    </message>
    <message>
        <source>A list of texts is needed here.</source>
        <translation>Hier wird eine Liste von Texten gebraucht.</translation>
    </message>
    <message>
        <source>An object of texts is needed here: model here, folder there.</source>
        <translation>Hier wird ein Objekt aus Texten gebraucht: Modell hier, Ordner dort.</translation>
    </message>
    <message>
        <source>This is no name for a target: %1</source>
        <translation>Das ist kein Name für eine Gegenstelle: %1</translation>
    </message>
    <message>
        <source>There is no port %1.</source>
        <translation>Es gibt keinen Port %1.</translation>
    </message>
    <message>
        <source>Ports are 1 to 65535; 0 is ssh&apos;s own choice.</source>
        <translation>Ports sind 1 bis 65535; 0 überlässt es ssh.</translation>
    </message>
    <message>
        <source>An object is needed here.</source>
        <translation>Hier wird ein Objekt gebraucht.</translation>
    </message>
    <message>
        <source>There is no such setting of a target.</source>
        <translation>Eine solche Einstellung hat eine Gegenstelle nicht.</translation>
    </message>
    <message>
        <source>This is no list of targets: {&quot;version&quot;: 1, &quot;targets&quot;: [...]} is needed.</source>
        <translation>Das ist keine Liste von Gegenstellen: gebraucht wird {&quot;version&quot;: 1, &quot;targets&quot;: [...]}.</translation>
    </message>
    <message>
        <source>Mend the file, or delete it and add the targets again.</source>
        <translation>Berichtigen Sie die Datei, oder löschen Sie sie und fügen Sie die Gegenstellen neu hinzu.</translation>
    </message>
    <message>
        <source>Two targets are called &quot;%1&quot;.</source>
        <translation>Zwei Gegenstellen heißen „%1“.</translation>
    </message>
    <message>
        <source>There is no target &quot;%1&quot;; there are: %2.</source>
        <translation>Es gibt keine Gegenstelle „%1“; es gibt: %2.</translation>
    </message>
    <message>
        <source>Add it: marginalia-cli away add NAME --host HOST.</source>
        <translation>Fügen Sie sie hinzu: marginalia-cli away add NAME --host RECHNER.</translation>
    </message>
    <message>
        <source>The file cannot be opened</source>
        <translation>Die Datei lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>Die Datei lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>The file did not arrive as it was sent.</source>
        <translation>Die Datei kam nicht so an, wie sie gesendet wurde.</translation>
    </message>
    <message>
        <source>Somebody else sends this file too.</source>
        <translation>Jemand anderes sendet diese Datei auch.</translation>
    </message>
    <message>
        <source>The file cannot be written there: %1</source>
        <translation>Die Datei lässt sich dort nicht schreiben: %1</translation>
    </message>
    <message>
        <source>Look at the room and the rights of the working folder.</source>
        <translation>Sehen Sie nach Platz und Rechten des Arbeitsordners.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has another size there than it was sent with.</source>
        <translation>„%1“ hat dort eine andere Größe, als gesendet wurde.</translation>
    </message>
    <message>
        <source>Delete that folder there; it is sent again.</source>
        <translation>Löschen Sie den Ordner dort; er wird neu gesendet.</translation>
    </message>
    <message>
        <source>Only whole models are sent to a target: a folder with a config.json.</source>
        <translation>An eine Gegenstelle werden nur ganze Modelle gesendet: ein Ordner mit einer config.json.</translation>
    </message>
    <message>
        <source>Make one first: marginalia-cli convert MODEL --out FOLDER.</source>
        <translation>Machen Sie erst eines: marginalia-cli convert MODELL --out ORDNER.</translation>
    </message>
    <message>
        <source>The file&apos;s name has a line break.</source>
        <translation>Der Name der Datei hat einen Zeilenumbruch.</translation>
    </message>
    <message>
        <source>The working folder cannot be made there: %1</source>
        <translation>Der Arbeitsordner lässt sich dort nicht anlegen: %1</translation>
    </message>
    <message>
        <source>Name another folder, or look at the rights of this one.</source>
        <translation>Nennen Sie einen anderen Ordner, oder sehen Sie nach den Rechten von diesem.</translation>
    </message>
    <message>
        <source>The run has no settings.</source>
        <translation>Der Lauf hat keine Einstellungen.</translation>
    </message>
    <message>
        <source>The run has begun on this machine and stays here.</source>
        <translation>Der Lauf hat auf diesem Rechner begonnen und bleibt hier.</translation>
    </message>
    <message>
        <source>Prepare a new one: marginalia-cli train --prepare.</source>
        <translation>Bereiten Sie einen neuen vor: marginalia-cli train --prepare.</translation>
    </message>
    <message>
        <source>There is no room for the model: it has %1 MB, and %2 MB are free.</source>
        <translation>Für das Modell ist kein Platz: es hat %1 MB, und %2 MB sind frei.</translation>
    </message>
    <message>
        <source>Make room there, or name another folder.</source>
        <translation>Schaffen Sie dort Platz, oder nennen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>%1 must be a number from %2 to %3, and is &quot;%4&quot;.</source>
        <translation>%1 muss eine Zahl von %2 bis %3 sein und ist &quot;%4&quot;.</translation>
    </message>
    <message>
        <source>Start the run with torchrun --no-python or srun.</source>
        <translation>Starten Sie den Lauf mit torchrun --no-python oder srun.</translation>
    </message>
    <message>
        <source>MASTER_ADDR must say where rank 0 is found.</source>
        <translation>MASTER_ADDR muss sagen, wo Rang 0 zu finden ist.</translation>
    </message>
    <message>
        <source>SLURM_JOB_NODELIST must say where rank 0 is found.</source>
        <translation>SLURM_JOB_NODELIST muss sagen, wo Rang 0 zu finden ist.</translation>
    </message>
    <message>
        <source>Set MASTER_ADDR to its host.</source>
        <translation>Setzen Sie MASTER_ADDR auf dessen Rechner.</translation>
    </message>
    <message>
        <source>This run trains on the target &quot;%1&quot;, not here.</source>
        <translation>Dieser Lauf trainiert auf der Gegenstelle „%1“, nicht hier.</translation>
    </message>
    <message>
        <source>Go on with it there: marginalia-cli away resume RUNFOLDER.</source>
        <translation>Setzen Sie ihn dort fort: marginalia-cli away resume LAUFORDNER.</translation>
    </message>
    <message>
        <source>no process holds the whole model, which it writes answers with. Take sharding none.</source>
        <translation>kein Prozess hält das ganze Modell, mit dem es Antworten schreibt. sharding none nehmen.</translation>
    </message>
    <message>
        <source>it trains a head besides. Take sharding none.</source>
        <translation>es trainiert außerdem einen Kopf. sharding none nehmen.</translation>
    </message>
    <message>
        <source>it looks at a second model, which every process would hold whole. Take sharding none.</source>
        <translation>es sieht ein zweites Modell an, das jeder Prozess ganz halten müsste. sharding none nehmen.</translation>
    </message>
    <message>
        <source>it looks inside the blocks. Take sharding none.</source>
        <translation>es sieht in die Blöcke hinein. sharding none nehmen.</translation>
    </message>
    <message>
        <source>Weights in shares are trained themselves: an adapter needs all of them beside it. Take sharding none, or method full.</source>
        <translation>Geteilte Gewichte werden selbst trainiert: Ein Adapter braucht sie alle neben sich. sharding none oder method full nehmen.</translation>
    </message>
    <message>
        <source>%1 does not go with weights in shares: %2</source>
        <translation>%1 geht nicht mit geteilten Gewichten: %2</translation>
    </message>
    <message>
        <source>%1 works on the whole model, and weights in shares are nowhere whole. Take sharding none, or leave it out.</source>
        <translation>%1 arbeitet am ganzen Modell, und geteilte Gewichte sind nirgends ganz. sharding none nehmen oder es weglassen.</translation>
    </message>
    <message>
        <source>No samples are written on the way where weights lie in shares: no process holds the whole model. Take none, and sample from checkpoints.</source>
        <translation>Mit geteilten Gewichten werden unterwegs keine Proben geschrieben: Kein Prozess hält das ganze Modell. Keine verlangen und aus Zwischenständen schreiben lassen.</translation>
    </message>
    <message>
        <source>Names are of letters, digits, &quot;-&quot;, &quot;_&quot; and &quot;.&quot;, 64 at most.</source>
        <translation>Namen bestehen aus Buchstaben, Ziffern, „-“, „_“ und „.“, höchstens 64.</translation>
    </message>
    <message>
        <source>A port is a number from 1 to 65535.</source>
        <translation>Ein Port ist eine Zahl von 1 bis 65535.</translation>
    </message>
    <message>
        <source>Weights are rounded stochastically where all of them train in bf16: set method to full and dtype to bf16, or masters to fp32.</source>
        <translation>Gewichte werden zufällig gerundet, wo alle in bf16 trainieren: method auf full und dtype auf bf16 setzen oder masters auf fp32.</translation>
    </message>
    <message>
        <source>The optimizer&apos;s shares of weights are held in float32: take fp32, or sharding none.</source>
        <translation>Die Anteile des Optimierers an den Gewichten liegen in float32 vor: fp32 nehmen oder sharding none.</translation>
    </message>
    <message>
        <source>Moments lie on the disk in runs on the processor: set device to cpu, or offload to none or machine.</source>
        <translation>Momente liegen bei Läufen auf dem Prozessor auf der Platte: device auf cpu setzen oder offload auf none oder machine.</translation>
    </message>
    <message>
        <source>A run on the processor has its moments in the machine&apos;s memory anyhow: set offload to none, or to disk where memory is short.</source>
        <translation>Ein Lauf auf dem Prozessor hat seine Momente ohnehin im Speicher des Rechners: offload auf none setzen oder auf disk, wo Speicher knapp ist.</translation>
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
        <translation>Modell dieser Spalte</translation>
    </message>
    <message>
        <source>Answer of %1</source>
        <translation>Antwort von %1</translation>
    </message>
    <message>
        <source>%1 tokens · %2/s</source>
        <translation>%1 Tokens · %2/s</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>loading %1 %</source>
        <translation>lädt %1 %</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>lädt</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>schreibt</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>gekürzt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>log-prob %1, start model %2, %3 nats</source>
        <translation>Log-Wahrsch. %1, Startmodell %2, %3 Nats</translation>
    </message>
    <message>
        <source>Nothing written yet. W lets the columns answer this prompt.</source>
        <translation>Noch nichts geschrieben. W lässt die Spalten diese Frage beantworten.</translation>
    </message>
</context>
<context>
    <name>marginalia::BehindList</name>
    <message>
        <source>Pairs behind the step</source>
        <translation>Paare hinter dem Schritt</translation>
    </message>
</context>
<context>
    <name>marginalia::BehindModel</name>
    <message>
        <source>no longer in the project</source>
        <translation>nicht mehr im Projekt</translation>
    </message>
    <message>
        <source>%1 · loss %2</source>
        <translation>%1 · Verlust %2</translation>
    </message>
    <message>
        <source>%1, %2, margin %3, %4 % of the gradient</source>
        <translation>%1, %2, Abstand %3, %4 % des Gradienten</translation>
    </message>
</context>
<context>
    <name>marginalia::BudgetView</name>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Needs about %1, this machine has %2. Take a smaller batch or a smaller model.</source>
        <translation>Braucht etwa %1, dieser Rechner hat %2. Einen kleineren Stapel oder ein kleineres Modell nehmen.</translation>
    </message>
    <message numerus="yes">
        <source>Estimated %1 and %n steps.</source>
        <translation>
            <numerusform>Geschätzt %1 und %n Schritt.</numerusform>
            <numerusform>Geschätzt %1 und %n Schritte.</numerusform>
        </translation>
    </message>
    <message>
        <source>Estimated %1 and %2.</source>
        <translation>Geschätzt %1 und %2.</translation>
    </message>
    <message>
        <source>The time is known after the first run.</source>
        <translation>Die Zeit ist nach dem ersten Lauf bekannt.</translation>
    </message>
    <message>
        <source>Measured %1.</source>
        <translation>Gemessen %1.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Loads the model in a process of its own and takes some of the data through steps that change nothing, for about two seconds.</source>
        <translation>Lädt das Modell in einem eigenen Prozess und führt etwa zwei Sekunden lang einige der Daten durch Schritte, die nichts ändern.</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Noch einmal messen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen …</translation>
    </message>
    <message>
        <source>Counted %1.</source>
        <translation>Gezählt %1.</translation>
    </message>
    <message>
        <source>From a trial: %1 and %2 s a step, %3 in all.</source>
        <translation>Aus einer Probe: %1 und %2 s je Schritt, zusammen %3.</translation>
    </message>
    <message>
        <source>Needs about %1, and %2 are free.</source>
        <translation>Braucht etwa %1, und %2 sind frei.</translation>
    </message>
    <message numerus="yes">
        <source>From a trial: %1 and %2 s a step, %3 for the %n steps that remain.</source>
        <translation>
            <numerusform>Aus einer Probe: %1 und %2 s je Schritt, %3 für den %n Schritt, der bleibt.</numerusform>
            <numerusform>Aus einer Probe: %1 und %2 s je Schritt, %3 für die %n Schritte, die bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Estimated %1, and %n steps remain.</source>
        <translation>
            <numerusform>Geschätzt %1, und %n Schritt bleibt.</numerusform>
            <numerusform>Geschätzt %1, und %n Schritte bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>under 1 s</source>
        <translation>unter 1 s</translation>
    </message>
    <message numerus="yes">
        <source>Estimated %1 and %2 for the %n steps that remain.</source>
        <translation>
            <numerusform>Geschätzt %1 und %2 für den %n Schritt, der bleibt.</numerusform>
            <numerusform>Geschätzt %1 und %2 für die %n Schritte, die bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Beside the card %1 of the machine&apos;s memory.</source>
        <translation>Neben der Karte %1 vom Speicher des Rechners.</translation>
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
    <name>marginalia::CardBlock</name>
    <message>
        <source>Differs from the other card.</source>
        <translation>Anders als auf der anderen Karte.</translation>
    </message>
</context>
<context>
    <name>marginalia::ChangeMark</name>
    <message>
        <source>Restore %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Changed. Click to restore %1 to %2.</source>
        <translation>Geändert. Ein Klick setzt %1 auf %2 zurück.</translation>
    </message>
</context>
<context>
    <name>marginalia::ChartCard</name>
    <message>
        <source>too short to tell</source>
        <translation>zu kurz für eine Aussage</translation>
    </message>
    <message>
        <source>level</source>
        <translation>gleichbleibend</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>steigend</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>fallend</translation>
    </message>
    <message>
        <source>Click to enlarge, drag to move.</source>
        <translation>Klicken vergrößert, Ziehen verschiebt.</translation>
    </message>
    <message>
        <source>%1
Click to enlarge, drag to move.</source>
        <translation>%1
Klicken vergrößert, Ziehen verschiebt.</translation>
    </message>
    <message>
        <source>%1 · linear: values below 0</source>
        <translation>%1 · linear: Werte unter 0</translation>
    </message>
    <message>
        <source>held-out</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>%1 %2 · smooth %3</source>
        <translation>%1 %2 · geglättet %3</translation>
    </message>
    <message>
        <source>%1, run %2, %3 points, last %4, %5</source>
        <translation>%1, Lauf %2, %3 Punkte, zuletzt %4, %5</translation>
    </message>
    <message>
        <source>%1, no points yet</source>
        <translation>%1, noch keine Punkte</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>Logarithmische Achse</translation>
    </message>
    <message>
        <source>Move earlier</source>
        <translation>Nach vorn</translation>
    </message>
    <message>
        <source>Move later</source>
        <translation>Nach hinten</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>Zahlen kopieren</translation>
    </message>
</context>
<context>
    <name>marginalia::ChartGrid</name>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>%1 · epoch %2</source>
        <translation>%1 · Epoche %2</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
</context>
<context>
    <name>marginalia::ChartTable</name>
    <message>
        <source>Numbers of run %1</source>
        <translation>Zahlen von Lauf %1</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>marginalia::ChartTableModel</name>
    <message>
        <source>%1, smooth</source>
        <translation>%1, geglättet</translation>
    </message>
    <message>
        <source>%1, held-out</source>
        <translation>%1, zurückgehalten</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
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
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
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
        <translation>
            <numerusform>%n Paar zu den Daten genommen</numerusform>
            <numerusform>%n Paare zu den Daten genommen</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>No pair was made: the answers are equal, or there is no vote on this prompt.</source>
        <translation>Kein Paar wurde gemacht: die Antworten sind gleich, oder zu dieser Frage gibt es keine Stimme.</translation>
    </message>
    <message>
        <source>%1 of %2 voted here. Number: the answer you preferred, 0 is a tie.</source>
        <translation>%1 von %2 hier abgestimmt. Zahl: die bevorzugte Antwort, 0 heißt gleich gut.</translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation>
            <numerusform>%n Frage</numerusform>
            <numerusform>%n Fragen</numerusform>
        </translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Prompt %1 of %2</source>
        <translation>Frage %1 von %2</translation>
    </message>
    <message>
        <source>temperature %1 · seed %2 · up to %3 tokens</source>
        <translation>Temperatur %1 · Startzahl %2 · bis %3 Tokens</translation>
    </message>
    <message>
        <source>Four columns are the most</source>
        <translation>Vier Spalten sind das Höchste</translation>
    </message>
    <message>
        <source>Needs two columns</source>
        <translation>Braucht zwei Spalten</translation>
    </message>
    <message>
        <source>Every column must have written its answer</source>
        <translation>Jede Spalte muss ihre Antwort geschrieben haben</translation>
    </message>
    <message>
        <source>Vote for one answer first</source>
        <translation>Erst für eine Antwort stimmen</translation>
    </message>
    <message>
        <source>Needs a column and a prompt</source>
        <translation>Braucht eine Spalte und eine Frage</translation>
    </message>
    <message>
        <source>Nothing is being written</source>
        <translation>Gerade wird nichts geschrieben</translation>
    </message>
    <message>
        <source>Write all %1</source>
        <translation>Alle %1 schreiben</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Close this column</source>
        <translation>Diese Spalte schließen</translation>
    </message>
    <message>
        <source>This run has no checkpoint yet. It can be compared once it has saved one.</source>
        <translation>Dieser Lauf hat noch keinen Zwischenstand. Vergleichen lässt er sich, sobald einer gespeichert ist.</translation>
    </message>
    <message>
        <source>Search prompts</source>
        <translation>Fragen suchen</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>log-prob minus start model: less likely</source>
        <translation>Log-Wahrsch. minus Startmodell: weniger wahrscheinlich</translation>
    </message>
    <message>
        <source>more likely</source>
        <translation>wahrscheinlicher</translation>
    </message>
    <message>
        <source>Put two models side by side</source>
        <translation>Zwei Modelle nebeneinander</translation>
    </message>
    <message>
        <source>Same prompts, same seed: see what training changed, and vote.</source>
        <translation>Gleiche Fragen, gleiche Startzahl: sehen, was das Training änderte, und abstimmen.</translation>
    </message>
    <message>
        <source>Add a column</source>
        <translation>Spalte hinzufügen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Change temperature, seed and length</source>
        <translation>Temperatur, Startzahl und Länge ändern</translation>
    </message>
    <message>
        <source>Prompt; Ctrl+Enter adds the edited prompt and writes it</source>
        <translation>Frage; Strg+Eingabe nimmt die geänderte Frage auf und lässt sie beantworten</translation>
    </message>
    <message>
        <source>Write a prompt; Ctrl+Enter adds it and lets the columns answer.</source>
        <translation>Eine Frage schreiben; Strg+Eingabe nimmt sie auf und lässt die Spalten antworten.</translation>
    </message>
    <message>
        <source>bars: share of words that differ from the start</source>
        <translation>Balken: Anteil der Wörter, die vom Anfang abweichen</translation>
    </message>
    <message>
        <source>No prompts yet</source>
        <translation>Noch keine Fragen</translation>
    </message>
    <message>
        <source>Write one at the right, paste a list here, or take prompts that nobody has judged.</source>
        <translation>Rechts eine schreiben, hier eine Liste einfügen oder Fragen nehmen, die noch niemand beurteilt hat.</translation>
    </message>
    <message>
        <source>This vote is a pair in Data already</source>
        <translation>Diese Stimme ist schon ein Paar in den Daten</translation>
    </message>
    <message>
        <source>This prompt through %1</source>
        <translation>Diese Frage durch %1</translation>
    </message>
    <message>
        <source>moves column %1</source>
        <translation>bewegt Spalte %1</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>Modell wählen…</translation>
    </message>
    <message>
        <source>Export this model…</source>
        <translation>Dieses Modell exportieren…</translation>
    </message>
</context>
<context>
    <name>marginalia::ConfigReportDialog</name>
    <message>
        <source>Means something else here</source>
        <translation>Bedeutet hier etwas anderes</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Weggelassen</translation>
    </message>
    <message>
        <source>Not in the file: the other program&apos;s defaults</source>
        <translation>Nicht in der Datei: Vorgaben des anderen Programms</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>Settings of another program</source>
        <translation>Einstellungen eines anderen Programms</translation>
    </message>
    <message>
        <source>%1, %2. %3</source>
        <translation>%1, %2. %3</translation>
    </message>
    <message>
        <source>%1 understood, %2 with another meaning, %3 left out.</source>
        <translation>%1 verstanden, %2 mit anderer Bedeutung, %3 weggelassen.</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Not in the file</source>
        <translation>Nicht in der Datei</translation>
    </message>
    <message>
        <source>Before it can start</source>
        <translation>Bevor es starten kann</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>Diese Einstellungen nehmen</translation>
    </message>
</context>
<context>
    <name>marginalia::CurvesArea</name>
    <message>
        <source>Horizontal axis</source>
        <translation>Waagrechte Achse</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Glätten</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Share of the past in the smooth line; 0 shows the raw values alone</source>
        <translation>Anteil des Vergangenen an der glatten Linie; 0 zeigt nur die rohen Werte</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>Log y</source>
        <translation>Log y</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Adds a hidden chart, or one of any logged name</source>
        <translation>Nimmt ein ausgeblendetes Diagramm dazu oder eines zu einem protokollierten Namen</translation>
    </message>
</context>
<context>
    <name>marginalia::DataFoot</name>
    <message>
        <source>Counting…</source>
        <translation>Zählt …</translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s)</source>
        <translation>
            <numerusform>%n Paar</numerusform>
            <numerusform>%n Paare</numerusform>
        </translation>
    </message>
    <message>
        <source>unpaired</source>
        <translation>einzeln</translation>
    </message>
    <message numerus="yes">
        <source>%n demo(s)</source>
        <translation>
            <numerusform>%n Vorführung</numerusform>
            <numerusform>%n Vorführungen</numerusform>
        </translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>beurteilt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>longer wins</source>
        <translation>Längere gewinnt</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>search index still being built, so far</source>
        <translation>Suchindex entsteht noch, bisher</translation>
    </message>
    <message>
        <source>What the records amount to</source>
        <translation>Was die Datensätze ergeben</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n Gruppe</numerusform>
            <numerusform>%n Gruppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation>
            <numerusform>%n Prompt</numerusform>
            <numerusform>%n Prompts</numerusform>
        </translation>
    </message>
    <message>
        <source>in steps</source>
        <translation>in Schritten</translation>
    </message>
</context>
<context>
    <name>marginalia::DataPanel</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>View “%1” removed.</source>
        <translation>Ansicht „%1“ entfernt.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>Kind: %1</source>
        <translation>Art: %1</translation>
    </message>
    <message>
        <source>Label: %1</source>
        <translation>Urteil: %1</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Not flagged</source>
        <translation>Nicht markiert</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n Quelle</numerusform>
            <numerusform>%n Quellen</numerusform>
        </translation>
    </message>
    <message>
        <source>number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>length of the chosen answer</source>
        <translation>Länge der bevorzugten Antwort</translation>
    </message>
    <message>
        <source>length of the rejected answer</source>
        <translation>Länge der abgelehnten Antwort</translation>
    </message>
    <message>
        <source>length difference</source>
        <translation>Längenunterschied</translation>
    </message>
    <message>
        <source>Sorted by %1, largest first</source>
        <translation>Sortiert nach %1, größte zuerst</translation>
    </message>
    <message>
        <source>Sorted by %1</source>
        <translation>Sortiert nach %1</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist gewählt</translation>
    </message>
    <message>
        <source>There are no records to train on yet</source>
        <translation>Es gibt noch keine Datensätze zum Trainieren</translation>
    </message>
    <message>
        <source>The project is open read-only</source>
        <translation>Das Projekt ist nur zum Lesen offen</translation>
    </message>
    <message>
        <source>%1 records are selected; this works with up to %2 at a time.</source>
        <translation>%1 Datensätze sind ausgewählt; das geht mit höchstens %2 auf einmal.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) left out.</source>
        <translation>
            <numerusform>%n Datensatz weggelassen.</numerusform>
            <numerusform>%n Datensätze weggelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This project is open read-only: nothing can be imported.</source>
        <translation>Dieses Projekt ist nur zum Lesen offen: nichts lässt sich einlesen.</translation>
    </message>
    <message>
        <source>No pairs yet</source>
        <translation>Noch keine Paare</translation>
    </message>
    <message>
        <source>Bring a file: JSON Lines, JSON, CSV or Parquet.</source>
        <translation>Eine Datei bringen: JSON Lines, JSON, CSV oder Parquet.</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>No record fits the search and all filters.</source>
        <translation>Kein Datensatz passt zur Suche und zu allen Filtern.</translation>
    </message>
    <message>
        <source>Search words, &quot;phrases&quot;, label:tie, source:2</source>
        <translation>Wörter suchen, &quot;Wendungen&quot;, label:tie, source:2</translation>
    </message>
    <message>
        <source>Search records</source>
        <translation>Datensätze suchen</translation>
    </message>
    <message>
        <source>Show views and filters</source>
        <translation>Ansichten und Filter zeigen</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Hide views and filters</source>
        <translation>Ansichten und Filter verbergen</translation>
    </message>
    <message>
        <source>more than %1 · counting…</source>
        <translation>mehr als %1 · wird gezählt …</translation>
    </message>
    <message>
        <source>under 1 ms</source>
        <translation>unter 1 ms</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation>%1 von %2 · %3</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>%1 bisher</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>Das Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>Remove the last filter</source>
        <translation>Den letzten Filter entfernen</translation>
    </message>
    <message>
        <source>Order and columns</source>
        <translation>Reihenfolge und Spalten</translation>
    </message>
    <message>
        <source>margin</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>unpaired answers</source>
        <translation>einzelne Antworten</translation>
    </message>
    <message>
        <source>demonstrations</source>
        <translation>Vorführungen</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>beurteilt</translation>
    </message>
    <message>
        <source>not labelled</source>
        <translation>nicht beurteilt</translation>
    </message>
    <message>
        <source>first answer better</source>
        <translation>erste Antwort besser</translation>
    </message>
    <message>
        <source>second answer better</source>
        <translation>zweite Antwort besser</translation>
    </message>
    <message>
        <source>tie</source>
        <translation>gleich gut</translation>
    </message>
    <message>
        <source>both good</source>
        <translation>beide gut</translation>
    </message>
    <message>
        <source>both bad</source>
        <translation>beide schlecht</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>desirable</source>
        <translation>erwünscht</translation>
    </message>
    <message>
        <source>undesirable</source>
        <translation>unerwünscht</translation>
    </message>
    <message>
        <source>Search: %1</source>
        <translation>Suche: %1</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche löschen</translation>
    </message>
    <message>
        <source>Sort by %1</source>
        <translation>Nach %1 ordnen</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation>Spalte %1</translation>
    </message>
    <message>
        <source>All records</source>
        <translation>Alle Datensätze</translation>
    </message>
    <message>
        <source>This project is open read-only: the view cannot be kept.</source>
        <translation>Dieses Projekt ist nur zum Lesen offen: Die Ansicht kann nicht gespeichert werden.</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %Ln pair(s)</source>
        <translation>
            <numerusform>%1 · %Ln Paar</numerusform>
            <numerusform>%1 · %Ln Paare</numerusform>
        </translation>
    </message>
    <message>
        <source>several answers</source>
        <translation>mehrere Antworten</translation>
    </message>
    <message>
        <source>prompts alone</source>
        <translation>Prompts allein</translation>
    </message>
    <message>
        <source>Only pairs are labelled by hand</source>
        <translation>Nur Paare werden von Hand bewertet</translation>
    </message>
    <message>
        <source>%1 · 1 record</source>
        <translation>%1 · 1 Datensatz</translation>
    </message>
    <message>
        <source>%1 · %2 records</source>
        <translation>%1 · %2 Datensätze</translation>
    </message>
</context>
<context>
    <name>marginalia::DifferenceView</name>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
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
        <translation>Oder Datei oder Modellordner ablegen</translation>
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
    <name>marginalia::ExportDialog</name>
    <message>
        <source>Export a model</source>
        <translation>Modell exportieren</translation>
    </message>
    <message>
        <source>This model has no adapter: all its weights are its own.</source>
        <translation>Dieses Modell hat keinen Adapter: Alle Gewichte sind seine eigenen.</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>Modellordner</translation>
    </message>
    <message>
        <source>For transformers, vLLM and most others: weights, tokenizer, template, model card.</source>
        <translation>Für transformers, vLLM und die meisten anderen: Gewichte, Tokenizer, Vorlage, Modellkarte.</translation>
    </message>
    <message>
        <source>This is an adapter: write it as it is, or merged with its base.</source>
        <translation>Das ist ein Adapter: so schreiben, wie er ist, oder mit seiner Basis verschmolzen.</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>A PEFT folder, small, used together with its base model.</source>
        <translation>Ein PEFT-Ordner, klein, zusammen mit dem Basismodell zu benutzen.</translation>
    </message>
    <message>
        <source>Merged model</source>
        <translation>Verschmolzenes Modell</translation>
    </message>
    <message>
        <source>The adapter folded into the weights of its base, as a model folder.</source>
        <translation>Der Adapter in die Gewichte seiner Basis gerechnet, als Modellordner.</translation>
    </message>
    <message>
        <source>GGUF file</source>
        <translation>GGUF-Datei</translation>
    </message>
    <message>
        <source>For llama.cpp and Ollama, with a Modelfile.</source>
        <translation>Für llama.cpp und Ollama, mit einem Modelfile.</translation>
    </message>
    <message>
        <source>Written for llama, qwen2 and qwen3; this is %1.</source>
        <translation>Wird für llama, qwen2 und qwen3 geschrieben; dies ist %1.</translation>
    </message>
    <message>
        <source>as they are</source>
        <translation>wie sie sind</translation>
    </message>
    <message>
        <source>as they are, %1</source>
        <translation>wie sie sind, %1</translation>
    </message>
    <message>
        <source>bf16, half the size of fp32</source>
        <translation>bf16, halb so groß wie fp32</translation>
    </message>
    <message>
        <source>fp16, half the size of fp32</source>
        <translation>fp16, halb so groß wie fp32</translation>
    </message>
    <message>
        <source>fp32</source>
        <translation>fp32</translation>
    </message>
    <message>
        <source>q8_0, about a quarter of fp32</source>
        <translation>q8_0, etwa ein Viertel von fp32</translation>
    </message>
    <message>
        <source>An adapter keeps the type it was trained in.</source>
        <translation>Ein Adapter behält den Typ, in dem er trainiert wurde.</translation>
    </message>
    <message>
        <source>Folder to write into</source>
        <translation>Ordner, in den geschrieben wird</translation>
    </message>
    <message>
        <source>Name a folder with its whole path.</source>
        <translation>Einen Ordner mit ganzem Pfad nennen.</translation>
    </message>
    <message>
        <source>There is something at that place already.</source>
        <translation>An dieser Stelle liegt schon etwas.</translation>
    </message>
    <message>
        <source>About %1.</source>
        <translation>Etwa %1.</translation>
    </message>
    <message>
        <source>About %1, but only %2 are free there.</source>
        <translation>Etwa %1, dort sind aber nur %2 frei.</translation>
    </message>
    <message>
        <source>About %1; %2 are free there.</source>
        <translation>Etwa %1; dort sind %2 frei.</translation>
    </message>
    <message>
        <source>Choose what to write.</source>
        <translation>Wählen, was geschrieben wird.</translation>
    </message>
    <message>
        <source>There is not enough room at that place.</source>
        <translation>An diesem Ort ist nicht genug Platz.</translation>
    </message>
    <message>
        <source>What was written is read back and compared before it counts.</source>
        <translation>Was geschrieben ist, wird zurückgelesen und verglichen, bevor es gilt.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Closing this window lets the export go on; Jobs shows how far it is.</source>
        <translation>Beim Schließen läuft der Export weiter; unter Aufträge steht, wie weit er ist.</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <translation>%1, %2 %</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %Ln tensor(s) read back as they were meant: shapes, types and bytes, tokens, template, and the logits of eight prompts.</source>
        <translation>
            <numerusform>%1 in %Ln Tensor sind so zurückgelesen, wie sie gemeint waren: Formen, Typen und Bytes, Tokens, Vorlage und die Logits von acht Prompts.</numerusform>
            <numerusform>%1 in %Ln Tensoren sind so zurückgelesen, wie sie gemeint waren: Formen, Typen und Bytes, Tokens, Vorlage und die Logits von acht Prompts.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 were written, but not compared.</source>
        <translation>%1 sind geschrieben, aber nicht verglichen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>What to write</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Type of the weights</source>
        <translation>Typ der Gewichte</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>Neuer Ordner</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose the folder to write into</source>
        <translation>Ordner wählen, in den geschrieben wird</translation>
    </message>
    <message>
        <source>How far the export is</source>
        <translation>Wie weit der Export ist</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Written beside that place first; it gets its name once everything reads back as it was meant.</source>
        <translation>Zuerst daneben geschrieben; den Namen bekommt es, sobald alles so zurückgelesen ist, wie es gemeint war.</translation>
    </message>
    <message>
        <source>Merge the adapter with its base first; the result can become one.</source>
        <translation>Den Adapter zuerst mit seiner Basis verschmelzen; das Ergebnis kann eine werden.</translation>
    </message>
    <message>
        <source>Written for byte-level BPE; this tokenizer is %1.</source>
        <translation>Wird für BPE auf Bytes geschrieben; dieser Tokenizer ist %1.</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
</context>
<context>
    <name>marginalia::ExportRun</name>
    <message>
        <source>Writing</source>
        <translation>Wird geschrieben</translation>
    </message>
    <message>
        <source>Reading it back</source>
        <translation>Wird zurückgelesen</translation>
    </message>
    <message>
        <source>Reading the model</source>
        <translation>Modell wird gelesen</translation>
    </message>
    <message>
        <source>The program that writes models could not be started.</source>
        <translation>Das Programm, das Modelle schreibt, ließ sich nicht starten.</translation>
    </message>
    <message>
        <source>The program marginalia-cli is not beside the window&apos;s.</source>
        <translation>Das Programm marginalia-cli liegt nicht neben dem des Fensters.</translation>
    </message>
    <message>
        <source>The program that writes models sent a line that cannot be read.</source>
        <translation>Das Programm, das Modelle schreibt, hat eine unlesbare Zeile gesendet.</translation>
    </message>
    <message>
        <source>The program that writes models stopped without a message.</source>
        <translation>Das Programm, das Modelle schreibt, hat ohne Meldung aufgehört.</translation>
    </message>
</context>
<context>
    <name>marginalia::FilterColumn</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Diese Ansicht speichern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>Unpaired answers</source>
        <translation>Ungepaarte Antworten</translation>
    </message>
    <message>
        <source>Demonstrations</source>
        <translation>Vorführungen</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Not labelled</source>
        <translation>Nicht beurteilt</translation>
    </message>
    <message>
        <source>First answer better</source>
        <translation>Erste Antwort besser</translation>
    </message>
    <message>
        <source>Second answer better</source>
        <translation>Zweite Antwort besser</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Gleich gut</translation>
    </message>
    <message>
        <source>Both good</source>
        <translation>Beide gut</translation>
    </message>
    <message>
        <source>Both bad</source>
        <translation>Beide schlecht</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Desirable</source>
        <translation>Erwünscht</translation>
    </message>
    <message>
        <source>Undesirable</source>
        <translation>Unerwünscht</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Nothing to filter yet.</source>
        <translation>Noch nichts zu filtern.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Beurteilt</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Made here</source>
        <translation>Hier gemacht</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Several answers</source>
        <translation>Mehrere Antworten</translation>
    </message>
    <message>
        <source>Prompts alone</source>
        <translation>Prompts allein</translation>
    </message>
</context>
<context>
    <name>marginalia::FormulaView</name>
    <message>
        <source>Formula</source>
        <translation>Formel</translation>
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
    <name>marginalia::ImportColumns</name>
    <message>
        <source>Keep beside</source>
        <translation>Daneben behalten</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Chosen answer</source>
        <translation>Bevorzugte Antwort</translation>
    </message>
    <message>
        <source>Rejected answer</source>
        <translation>Abgelehnte Antwort</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Desirable or not</source>
        <translation>Erwünscht oder nicht</translation>
    </message>
    <message>
        <source>Score of the chosen</source>
        <translation>Wert der bevorzugten</translation>
    </message>
    <message>
        <source>Score of the rejected</source>
        <translation>Wert der abgelehnten</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Columns and what they become</source>
        <translation>Spalten und was aus ihnen wird</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Wird zu</translation>
    </message>
    <message>
        <source>%1 becomes</source>
        <translation>%1 wird zu</translation>
    </message>
    <message>
        <source>As the format says</source>
        <translation>Wie das Format sagt</translation>
    </message>
    <message>
        <source>Changing it makes an own mapping</source>
        <translation>Eine Änderung macht eine eigene Zuordnung</translation>
    </message>
    <message numerus="yes">
        <source>%n more column(s) are kept beside.</source>
        <translation>
            <numerusform>%n weitere Spalte wird daneben behalten.</numerusform>
            <numerusform>%n weitere Spalten werden daneben behalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Record %1 holds</source>
        <translation>Datensatz %1 enthält</translation>
    </message>
    <message>
        <source>Now choose the column that becomes the rejected answer.</source>
        <translation>Jetzt die Spalte wählen, die zur abgelehnten Antwort wird.</translation>
    </message>
    <message>
        <source>Now choose the column that becomes the chosen answer.</source>
        <translation>Jetzt die Spalte wählen, die zur bevorzugten Antwort wird.</translation>
    </message>
    <message>
        <source>Choose what the columns become: a prompt, and a chosen and a rejected answer or one answer.</source>
        <translation>Wählen, was die Spalten werden: eine Frage und eine bevorzugte und eine abgelehnte Antwort oder eine einzige Antwort.</translation>
    </message>
</context>
<context>
    <name>marginalia::ImportDialog</name>
    <message>
        <source>Import data</source>
        <translation>Daten einlesen</translation>
    </message>
    <message>
        <source>Recognised as</source>
        <translation>Erkannt als</translation>
    </message>
    <message>
        <source>List them</source>
        <translation>Auflisten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Einlesen</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · reading…</source>
        <translation>%1 · liest …</translation>
    </message>
    <message>
        <source>The file is being read</source>
        <translation>Die Datei wird gelesen</translation>
    </message>
    <message>
        <source>under %1</source>
        <translation>unter %1</translation>
    </message>
    <message>
        <source>Not recognised: choose columns</source>
        <translation>Nicht erkannt: Spalten wählen</translation>
    </message>
    <message>
        <source>Own mapping, column by column</source>
        <translation>Eigene Zuordnung, Spalte für Spalte</translation>
    </message>
    <message numerus="yes">
        <source>Import %n file(s)</source>
        <translation>
            <numerusform>%n Datei einlesen</numerusform>
            <numerusform>%n Dateien einlesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Import the file</source>
        <translation>Die Datei einlesen</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Datei …</translation>
    </message>
    <message>
        <source>Add files of the same kind</source>
        <translation>Dateien derselben Art hinzufügen</translation>
    </message>
    <message>
        <source>Replace bytes that are no text by “�”</source>
        <translation>Bytes, die kein Text sind, durch „�“ ersetzen</translation>
    </message>
    <message>
        <source>Otherwise the lines that hold them are left out</source>
        <translation>Sonst bleiben die Zeilen mit ihnen weg</translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s), all read in %1</source>
        <translation>
            <numerusform>%Ln Zeile, ganz gelesen in %1</numerusform>
            <numerusform>%Ln Zeilen, alle gelesen in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>looked at, more follow</source>
        <translation>angesehen, weitere folgen</translation>
    </message>
    <message>
        <source>pairs ready</source>
        <translation>Paare bereit</translation>
    </message>
    <message>
        <source>records ready</source>
        <translation>Datensätze bereit</translation>
    </message>
    <message>
        <source>left out of training</source>
        <translation>nicht im Training</translation>
    </message>
    <message>
        <source>lines not readable</source>
        <translation>Zeilen nicht lesbar</translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln pair(s)</source>
        <translation>
            <numerusform>%Ln Paar einlesen</numerusform>
            <numerusform>%Ln Paare einlesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln record(s)</source>
        <translation>
            <numerusform>%Ln Datensatz einlesen</numerusform>
            <numerusform>%Ln Datensätze einlesen</numerusform>
        </translation>
    </message>
    <message>
        <source>No record can be made of this file yet: %1</source>
        <translation>Aus dieser Datei wird noch kein Datensatz: %1</translation>
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
    <name>marginalia::ImportRecord</name>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>as it will be stored</source>
        <translation>wie es gespeichert wird</translation>
    </message>
    <message>
        <source>Record before (Alt+Left)</source>
        <translation>Datensatz davor (Alt+Links)</translation>
    </message>
    <message>
        <source>Next record (Alt+Right)</source>
        <translation>Nächster Datensatz (Alt+Rechts)</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n Wort</numerusform>
            <numerusform>%n Wörter</numerusform>
        </translation>
    </message>
    <message>
        <source>score difference %1</source>
        <translation>Wertunterschied %1</translation>
    </message>
    <message>
        <source>strength %1</source>
        <translation>Stärke %1</translation>
    </message>
    <message>
        <source>split %1</source>
        <translation>Aufteilung %1</translation>
    </message>
    <message>
        <source>no record</source>
        <translation>kein Datensatz</translation>
    </message>
    <message>
        <source>record %1 of %2</source>
        <translation>Datensatz %1 von %2</translation>
    </message>
    <message>
        <source>record %1 of the first %2</source>
        <translation>Datensatz %1 der ersten %2</translation>
    </message>
    <message>
        <source>Nothing to preview yet.</source>
        <translation>Noch nichts zum Ansehen.</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Bevorzugt</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>First answer</source>
        <translation>Erste Antwort</translation>
    </message>
    <message>
        <source>Second answer</source>
        <translation>Zweite Antwort</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Desirable</source>
        <translation>Erwünscht</translation>
    </message>
    <message>
        <source>Undesirable</source>
        <translation>Unerwünscht</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>A prompt without an answer.</source>
        <translation>Ein Prompt ohne Antwort.</translation>
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
        <source>Show in Train</source>
        <translation>In Trainieren zeigen</translation>
    </message>
    <message>
        <source>Show in Data</source>
        <translation>In Daten zeigen</translation>
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
        <source>This job has ended.</source>
        <translation>Diese Aufgabe ist zu Ende.</translation>
    </message>
    <message>
        <source>This job cannot do that now.</source>
        <translation>Diese Aufgabe kann das jetzt nicht.</translation>
    </message>
    <message>
        <source>An import does not pause; it can be stopped, and undone.</source>
        <translation>Ein Einlesen pausiert nicht; es lässt sich anhalten und zurücknehmen.</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>Protokoll öffnen</translation>
    </message>
    <message>
        <source>An import writes no log.</source>
        <translation>Ein Einlesen schreibt kein Protokoll.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open what was written</source>
        <translation>Öffnen, was geschrieben wurde</translation>
    </message>
    <message>
        <source>Nothing is written yet.</source>
        <translation>Noch ist nichts geschrieben.</translation>
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
    <name>marginalia::KnobSheet</name>
    <message>
        <source>Change a knob</source>
        <translation>Regler ändern</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>From the next step, marked on all curves.</source>
        <translation>Ab dem nächsten Schritt, mit Marke auf allen Kurven.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>%1, now %2</source>
        <translation>%1, jetzt %2</translation>
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
        <translation>Derselbe Text auf beiden Seiten: nur Auslassen und Markieren gelten.</translation>
    </message>
    <message>
        <source>Every pair has a label</source>
        <translation>Jedes Paar hat ein Urteil</translation>
    </message>
    <message>
        <source>Nothing waits in this queue</source>
        <translation>In dieser Liste wartet nichts</translation>
    </message>
    <message>
        <source>%1 looked at here: %2 changed, %3 kept.</source>
        <translation>%1 hier angesehen: %2 geändert, %3 behalten.</translation>
    </message>
    <message>
        <source>Train on the labels, or choose another queue.</source>
        <translation>Mit den Urteilen trainieren oder eine andere Liste wählen.</translation>
    </message>
    <message>
        <source>The disk is slow: 64 labels wait to be stored. Labelling goes on by itself.</source>
        <translation>Die Platte ist langsam: 64 Urteile warten aufs Speichern. Es geht von selbst weiter.</translation>
    </message>
    <message>
        <source>This project is open read-only: verdicts cannot be stored.</source>
        <translation>Dieses Projekt ist nur zum Lesen offen: Urteile lassen sich nicht speichern.</translation>
    </message>
    <message>
        <source>%1 labelled here, %2 skipped; those stand in the queue All.</source>
        <translation>%1 hier beurteilt, %2 ausgelassen; die stehen in der Liste „Alle“.</translation>
    </message>
    <message>
        <source>Every pair was looked at</source>
        <translation>Jedes Paar wurde angesehen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n today</source>
        <translation>
            <numerusform>%n heute</numerusform>
            <numerusform>%n heute</numerusform>
        </translation>
    </message>
    <message>
        <source>No label of yours to take back</source>
        <translation>Kein eigenes Urteil zurückzunehmen</translation>
    </message>
    <message>
        <source>No label was taken back</source>
        <translation>Kein Urteil wurde zurückgenommen</translation>
    </message>
    <message>
        <source>Enter stores this verdict; another key changes it.</source>
        <translation>Eingabe speichert dieses Urteil; eine andere Taste ändert es.</translation>
    </message>
    <message>
        <source>Go to pair</source>
        <translation>Gehe zu Paar</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Pairs · %1</source>
        <translation>Paare · %1</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Labels today</source>
        <translation>Urteile heute</translation>
    </message>
    <message>
        <source>Seconds per label</source>
        <translation>Sekunden je Urteil</translation>
    </message>
    <message>
        <source>20 labels ago</source>
        <translation>vor 20 Urteilen</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Prompt and two answers</source>
        <translation>Frage und zwei Antworten</translation>
    </message>
    <message>
        <source>Answer 1 is …</source>
        <translation>Antwort 1 ist …</translation>
    </message>
    <message>
        <source>Answer 2 is …</source>
        <translation>Antwort 2 ist …</translation>
    </message>
    <message>
        <source>No pairs to label yet</source>
        <translation>Noch keine Paare zu beurteilen</translation>
    </message>
    <message>
        <source>Bring pairs of answers from a file, or let two models answer your prompts in Compare.</source>
        <translation>Antwortpaare aus einer Datei holen oder im Vergleich zwei Modelle eigene Fragen beantworten lassen.</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Einlesen …</translation>
    </message>
    <message>
        <source>Train on the labels</source>
        <translation>Mit den Urteilen trainieren</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>optional, kept as a draft</source>
        <translation>freiwillig, bleibt als Entwurf</translation>
    </message>
    <message>
        <source>Why this verdict</source>
        <translation>Warum dieses Urteil</translation>
    </message>
    <message>
        <source>What decided it?</source>
        <translation>Was gab den Ausschlag?</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>Trail of your verdicts</source>
        <translation>Spur der eigenen Urteile</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>Gehe zu …</translation>
    </message>
    <message>
        <source>Your verdicts stand here, the newest first. A click brings a pair back.</source>
        <translation>Hier stehen die eigenen Urteile, das neueste zuerst. Ein Klick bringt ein Paar zurück.</translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s) judged here.</source>
        <translation>
            <numerusform>%n Paar hier beurteilt.</numerusform>
            <numerusform>%n Paare hier beurteilt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::LossEntries</name>
    <message>
        <source>up</source>
        <translation>hinauf</translation>
    </message>
    <message>
        <source>down</source>
        <translation>hinab</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>gar nicht</translation>
    </message>
    <message>
        <source>Recipe: %1</source>
        <translation>Rezept: %1</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>gezeichnet</translation>
    </message>
    <message>
        <source>not drawn</source>
        <translation>nicht gezeichnet</translation>
    </message>
    <message>
        <source>%1 pushes the chosen answer %2 (%3 per nat) and the rejected one %4 (%5 per nat).</source>
        <translation>%1 drückt die bevorzugte Antwort %2 (%3 je Nat) und die abgelehnte %4 (%5 je Nat).</translation>
    </message>
</context>
<context>
    <name>marginalia::LossExplorer</name>
    <message>
        <source>Explore losses</source>
        <translation>Verluste erkunden</translation>
    </message>
    <message>
        <source>At most %1 lines at a time.</source>
        <translation>Höchstens %1 Linien zugleich.</translation>
    </message>
    <message>
        <source>An example pair</source>
        <translation>Ein Beispielpaar</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>No run on pairs yet: an example stands for them.</source>
        <translation>Noch kein Lauf mit Paaren: Ein Beispiel steht für sie.</translation>
    </message>
    <message>
        <source>The dots are %1 pairs as run %2 last met them.</source>
        <translation>Die Punkte sind %1 Paare, wie Lauf %2 sie zuletzt sah.</translation>
    </message>
    <message>
        <source>The recipe is in use already.</source>
        <translation>Das Rezept ist schon in Gebrauch.</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>bevorzugt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>Height of the lines</source>
        <translation>Höhe der Linien</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>Formen</translation>
    </message>
    <message>
        <source>Each line in its own height: losses differ by orders of magnitude.</source>
        <translation>Jede Linie in eigener Höhe: Verluste unterscheiden sich um Größenordnungen.</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>All lines on one scale.</source>
        <translation>Alle Linien auf einer Skala.</translation>
    </message>
    <message>
        <source>Click sets the margin or takes a dot; drag and wheel zoom.</source>
        <translation>Klick setzt den Abstand oder nimmt einen Punkt; Ziehen und Rad zoomen.</translation>
    </message>
    <message>
        <source>Pair and parameters</source>
        <translation>Paar und Parameter</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the catalogue&apos;s values.</source>
        <translation>Zurück zu den Werten des Katalogs.</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Paar</translation>
    </message>
    <message>
        <source>Margin, nats</source>
        <translation>Abstand, Nats</translation>
    </message>
    <message>
        <source>How much likelier the chosen answer has become than the rejected one, against the start model.</source>
        <translation>Wie viel wahrscheinlicher die bevorzugte Antwort gegenüber der abgelehnten geworden ist, gemessen am Startmodell.</translation>
    </message>
    <message>
        <source>The margin moves by</source>
        <translation>Der Abstand wächst durch</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>Half of it by each answer.</source>
        <translation>Zur Hälfte durch jede Antwort.</translation>
    </message>
    <message>
        <source>The rejected answer stays as likely as it is.</source>
        <translation>Die abgelehnte Antwort bleibt so wahrscheinlich, wie sie ist.</translation>
    </message>
    <message>
        <source>The chosen answer stays as likely as it is.</source>
        <translation>Die bevorzugte Antwort bleibt so wahrscheinlich, wie sie ist.</translation>
    </message>
    <message>
        <source>Tokens of the chosen answer</source>
        <translation>Tokens der bevorzugten Antwort</translation>
    </message>
    <message>
        <source>Tokens of the rejected answer</source>
        <translation>Tokens der abgelehnten Antwort</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>Zahlen kopieren</translation>
    </message>
    <message>
        <source>Copied as a table.</source>
        <translation>Als Tabelle kopiert.</translation>
    </message>
    <message>
        <source>Show its card…</source>
        <translation>Karte zeigen…</translation>
    </message>
    <message>
        <source>Use this objective</source>
        <translation>Dieses Ziel nehmen</translation>
    </message>
</context>
<context>
    <name>marginalia::LossList</name>
    <message>
        <source>Objectives</source>
        <translation>Ziele</translation>
    </message>
</context>
<context>
    <name>marginalia::LossPlots</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>Zug</translation>
    </message>
    <message>
        <source>by margin in nats, each line in its own height</source>
        <translation>über dem Abstand in Nats, jede Linie in eigener Höhe</translation>
    </message>
    <message>
        <source>nats, by margin in nats</source>
        <translation>Nats, über dem Abstand in Nats</translation>
    </message>
    <message>
        <source>towards a wider margin, each line in its own height</source>
        <translation>zu größerem Abstand, jede Linie in eigener Höhe</translation>
    </message>
    <message>
        <source>nats of loss per nat of margin</source>
        <translation>Nats Verlust je Nat Abstand</translation>
    </message>
    <message>
        <source>%1 at a margin of %2: %3.</source>
        <translation>%1 bei einem Abstand von %2: %3.</translation>
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
    <message>
        <source>Record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>%1 written and read back.</source>
        <translation>%1 geschrieben und zurückgelesen.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>marginalia::MarginPlot</name>
    <message>
        <source>Margin through %1</source>
        <translation>Abstand im Lauf %1</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s), last %1, %2</source>
        <translation>
            <numerusform>%n Punkt, zuletzt %1, %2</numerusform>
            <numerusform>%n Punkte, zuletzt %1, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>rising</source>
        <translation>steigend</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>fallend</translation>
    </message>
    <message>
        <source>level</source>
        <translation>gleichbleibend</translation>
    </message>
    <message>
        <source>Step %1: margin %2</source>
        <translation>Schritt %1: Abstand %2</translation>
    </message>
</context>
<context>
    <name>marginalia::MarkLegend</name>
    <message>
        <source>Marks: diamonds are held-out values, triangles checkpoints</source>
        <translation>Zeichen: Rauten sind zurückgehaltene Werte, Dreiecke Zwischenstände</translation>
    </message>
    <message>
        <source>held-out</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <source>checkpoint</source>
        <translation>Zwischenstand</translation>
    </message>
    <message>
        <source>%1; dashed lines changes: %2</source>
        <translation>%1; gestrichelte Linien Änderungen: %2</translation>
    </message>
</context>
<context>
    <name>marginalia::MemoryBars</name>
    <message>
        <source>Memory needed</source>
        <translation>Benötigter Speicher</translation>
    </message>
    <message>
        <source>Train every weight</source>
        <translation>Alle Gewichte trainieren</translation>
    </message>
    <message>
        <source>Train a LoRA</source>
        <translation>LoRA trainieren</translation>
    </message>
    <message>
        <source>Write and compare</source>
        <translation>Schreiben, vergleichen</translation>
    </message>
    <message>
        <source>too big: %1</source>
        <translation>zu groß: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>marginalia::MixEditor</name>
    <message>
        <source>Add a term…</source>
        <translation>Term hinzufügen…</translation>
    </message>
    <message>
        <source>Another objective on the same batch; the losses are added with weights and drawn apart.</source>
        <translation>Ein weiteres Ziel auf demselben Stapel; die Verluste werden mit Gewichten addiert und getrennt gezeichnet.</translation>
    </message>
    <message>
        <source>Add a modifier…</source>
        <translation>Zusatz hinzufügen…</translation>
    </message>
    <message>
        <source>A change that goes with many objectives: noise in labels, weights of tokens or pairs, what is trained.</source>
        <translation>Eine Änderung, die zu vielen Zielen passt: Rauschen in Urteilen, Gewichte von Tokens oder Paaren, was trainiert wird.</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Gewicht von %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>marginalia::ModelFacts</name>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Vokabular</translation>
    </message>
    <message>
        <source>The tokenizer knows %1.</source>
        <translation>Der Tokenizer kennt %1.</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>Tokenizer</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Neither the model card nor a file names one.</source>
        <translation>Weder Modellkarte noch eine Datei nennt eine.</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>What is known of the model</source>
        <translation>Was über das Modell bekannt ist</translation>
    </message>
    <message>
        <source>What is shown of the model</source>
        <translation>Was vom Modell gezeigt wird</translation>
    </message>
    <message>
        <source>Template on a sample</source>
        <translation>Vorlage am Beispiel</translation>
    </message>
    <message>
        <source>The chat template, filled with a small conversation</source>
        <translation>Die Chat-Vorlage, gefüllt mit einem kleinen Gespräch</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Length of a text in tokens</source>
        <translation>Länge eines Textes in Tokens</translation>
    </message>
    <message>
        <source>Not wholly in the cache; missing: %1. Let the tool that fetches it finish.</source>
        <translation>Nicht ganz im Zwischenspeicher; es fehlt: %1. Das Werkzeug, das es holt, zu Ende laufen lassen.</translation>
    </message>
    <message>
        <source>Computes what the reference computes.</source>
        <translation>Rechnet, was die Referenz rechnet.</translation>
    </message>
    <message>
        <source>No chat template could be filled: this model reads plain text.</source>
        <translation>Keine Chat-Vorlage ließ sich füllen: Dieses Modell liest reinen Text.</translation>
    </message>
    <message>
        <source>Estimated for texts of that many tokens, one pair at once, beside the %1 of this machine.</source>
        <translation>Geschätzt für Texte von so vielen Tokens, ein Paar auf einmal, neben den %1 dieses Rechners.</translation>
    </message>
    <message>
        <source>SHA-256 %1</source>
        <translation>SHA-256 %1</translation>
    </message>
    <message>
        <source>tokens a text</source>
        <translation>Tokens je Text</translation>
    </message>
</context>
<context>
    <name>marginalia::ModelPicker</name>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>Zuerst ein Modell wählen.</translation>
    </message>
    <message>
        <source>The model is not wholly here yet.</source>
        <translation>Das Modell ist noch nicht ganz da.</translation>
    </message>
    <message>
        <source>The model is being looked at.</source>
        <translation>Das Modell wird gerade angesehen.</translation>
    </message>
    <message>
        <source>This model cannot be loaded; the reasons stand above.</source>
        <translation>Dieses Modell lässt sich nicht laden; die Gründe stehen oben.</translation>
    </message>
    <message>
        <source>No model has “%1” in its name or place.</source>
        <translation>Kein Modell hat „%1“ im Namen oder Ort.</translation>
    </message>
    <message>
        <source>Looked at without loading a weight. Nothing is fetched.</source>
        <translation>Angesehen, ohne ein Gewicht zu laden. Nichts wird geholt.</translation>
    </message>
    <message>
        <source>Choose a model folder</source>
        <translation>Einen Modellordner wählen</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>No models found</source>
        <translation>Keine Modelle gefunden</translation>
    </message>
    <message>
        <source>Marginalia looks at this project&apos;s runs and in the hub cache, %1. It fetches nothing by itself.</source>
        <translation>Marginalia sieht in den Läufen dieses Projekts und im Hub-Zwischenspeicher nach, %1. Von selbst holt es nichts.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>Dieses Modell nehmen</translation>
    </message>
</context>
<context>
    <name>marginalia::ModelShelf</name>
    <message>
        <source>Run %1 · step %2</source>
        <translation>Lauf %1 · Schritt %2</translation>
    </message>
    <message>
        <source>hub cache, %1</source>
        <translation>Hub-Zwischenspeicher, %1</translation>
    </message>
    <message>
        <source>Starter</source>
        <translation>Starter</translation>
    </message>
    <message>
        <source>comes with the program</source>
        <translation>kommt mit dem Programm</translation>
    </message>
    <message>
        <source>The model&apos;s files were not read within a minute.</source>
        <translation>Die Dateien des Modells waren nach einer Minute nicht gelesen.</translation>
    </message>
    <message>
        <source>The program that looks at models could not be started.</source>
        <translation>Das Programm, das Modelle ansieht, ließ sich nicht starten.</translation>
    </message>
    <message>
        <source>The program marginalia-cli is not beside the window&apos;s.</source>
        <translation>Das Programm marginalia-cli liegt nicht neben dem des Fensters.</translation>
    </message>
    <message>
        <source>The program that looks at models stopped without a message.</source>
        <translation>Das Programm, das Modelle ansieht, hat ohne Meldung aufgehört.</translation>
    </message>
</context>
<context>
    <name>marginalia::ModelTable</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Not here yet: %1</source>
        <translation>Noch nicht da: %1</translation>
    </message>
    <message>
        <source>not whole</source>
        <translation>nicht ganz da</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>wird angesehen…</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
</context>
<context>
    <name>marginalia::NeedBar</name>
    <message>
        <source>Labels used</source>
        <translation>Genutzte Urteile</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
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
        <source>Give the project a name first.</source>
        <translation>Dem Projekt erst einen Namen geben.</translation>
    </message>
    <message>
        <source>There is a folder “%1” already.</source>
        <translation>Einen Ordner „%1“ gibt es schon.</translation>
    </message>
</context>
<context>
    <name>marginalia::ObjectiveCard</name>
    <message>
        <source>SFT term</source>
        <translation>SFT-Term</translation>
    </message>
    <message>
        <source>Weight of an added likelihood term on the chosen answers; 0 leaves it out. It keeps them likely while the margin grows.</source>
        <translation>Gewicht eines zusätzlichen Terms für die Wahrscheinlichkeit der bevorzugten Antworten; 0 lässt ihn weg. Er hält sie wahrscheinlich, während der Abstand wächst.</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Counting labels…</source>
        <translation>Zählt Urteile …</translation>
    </message>
    <message>
        <source>Labels it could use</source>
        <translation>Urteile, die es nutzen könnte</translation>
    </message>
    <message>
        <source>Uses %1 of %2 labels.</source>
        <translation>Nutzt %1 von %2 Urteilen.</translation>
    </message>
</context>
<context>
    <name>marginalia::ObjectiveList</name>
    <message>
        <source>Objectives</source>
        <translation>Ziele</translation>
    </message>
</context>
<context>
    <name>marginalia::ObjectiveListModel</name>
    <message>
        <source>%1, could use %2 labels. %3</source>
        <translation>%1, könnte %2 Urteile nutzen. %3</translation>
    </message>
</context>
<context>
    <name>marginalia::ObjectivePage</name>
    <message>
        <source>Card of the objective</source>
        <translation>Karte des Ziels</translation>
    </message>
    <message>
        <source>When to use it</source>
        <translation>Wann es passt</translation>
    </message>
    <message>
        <source>How it fails</source>
        <translation>Wie es scheitert</translation>
    </message>
    <message>
        <source>What to watch</source>
        <translation>Worauf zu achten ist</translation>
    </message>
    <message>
        <source>Choose a second objective in the list.</source>
        <translation>Ein zweites Ziel in der Liste wählen.</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>Vergleich beenden</translation>
    </message>
    <message>
        <source>Explore its loss…</source>
        <translation>Verlust erkunden…</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Braucht</translation>
    </message>
    <message>
        <source>Uses %1 of %2 labels.</source>
        <translation>Nutzt %1 von %2 Urteilen.</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>%1 From %2.</source>
        <translation>%1 Von %2.</translation>
    </message>
    <message>
        <source>%1 Or: %2.</source>
        <translation>%1 Oder: %2.</translation>
    </message>
    <message>
        <source>Start from a preset</source>
        <translation>Mit einer Vorgabe beginnen</translation>
    </message>
    <message>
        <source>Goes with</source>
        <translation>Passt zu</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>Woher es kommt</translation>
    </message>
    <message>
        <source>Elsewhere: %1.</source>
        <translation>Anderswo: %1.</translation>
    </message>
    <message>
        <source>How it learns</source>
        <translation>Wie es lernt</translation>
    </message>
</context>
<context>
    <name>marginalia::ObjectiveSheet</name>
    <message>
        <source>All objectives</source>
        <translation>Alle Ziele</translation>
    </message>
    <message>
        <source>Search by name, paper or what it does</source>
        <translation>Nach Name, Aufsatz oder Wirkung suchen</translation>
    </message>
    <message>
        <source>Search objectives</source>
        <translation>Ziele suchen</translation>
    </message>
    <message>
        <source>Copy as configuration</source>
        <translation>Als Konfiguration kopieren</translation>
    </message>
    <message>
        <source>Its settings as JSON, as `marginalia-cli train --spec` reads them.</source>
        <translation>Seine Einstellungen als JSON, wie `marginalia-cli train --spec` sie liest.</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit…</translation>
    </message>
    <message>
        <source>Use this objective</source>
        <translation>Dieses Ziel nehmen</translation>
    </message>
    <message>
        <source>No objective fits these words and properties.</source>
        <translation>Kein Ziel passt zu diesen Wörtern und Eigenschaften.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 nehmen</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>Vergleich beenden</translation>
    </message>
    <message>
        <source>A bar or an underline marks what differs.</source>
        <translation>Ein Balken oder Unterstrich zeigt, was anders ist.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
</context>
<context>
    <name>marginalia::OtherModels</name>
    <message>
        <source>Teacher</source>
        <translation>Lehrer</translation>
    </message>
    <message>
        <source>The model to learn from: a folder or a name of the hub, with the tokenizer of the model in training.</source>
        <translation>Das Modell, von dem gelernt wird: ein Ordner oder ein Name des Hubs, mit dem Tokenizer des Modells im Training.</translation>
    </message>
    <message>
        <source>Model before</source>
        <translation>Modell davor</translation>
    </message>
    <message>
        <source>The start model as it was before its supervised training. What that training made likelier is the reward.</source>
        <translation>Das Startmodell, wie es vor seinem überwachten Training war. Was dieses Training wahrscheinlicher gemacht hat, ist die Belohnung.</translation>
    </message>
    <message>
        <source>Reward model</source>
        <translation>Belohnungsmodell</translation>
    </message>
    <message>
        <source>A checkpoint of a reward model: it gives every answer a number.</source>
        <translation>Ein Checkpoint eines Belohnungsmodells: Es gibt jeder Antwort eine Zahl.</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>Richter</translation>
    </message>
    <message>
        <source>A command of the shell. It reads one JSON line an answer, with prompt, completion and reference, and writes one line with its reward.</source>
        <translation>Ein Befehl der Shell. Er liest je Antwort eine JSON-Zeile mit prompt, completion und reference und schreibt eine Zeile mit ihrer Belohnung.</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>Modell wählen…</translation>
    </message>
</context>
<context>
    <name>marginalia::PaceBars</name>
    <message>
        <source>Seconds per label: none yet</source>
        <translation>Sekunden je Urteil: noch keine</translation>
    </message>
    <message numerus="yes">
        <source>Seconds per label, last %n label(s), middle %1</source>
        <translation>
            <numerusform>Sekunden je Urteil, letztes %n Urteil, Mitte %1</numerusform>
            <numerusform>Sekunden je Urteil, letzte %n Urteile, Mitte %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::PairView</name>
    <message>
        <source>Prompt</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Answer 1</source>
        <translation>Antwort 1</translation>
    </message>
    <message>
        <source>Answer 2</source>
        <translation>Antwort 2</translation>
    </message>
    <message>
        <source>This pair carries a flag</source>
        <translation>Dieses Paar ist markiert</translation>
    </message>
    <message numerus="yes">
        <source>%n turn(s)</source>
        <translation>
            <numerusform>%n Beitrag</numerusform>
            <numerusform>%n Beiträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n after this one</source>
        <translation>
            <numerusform>danach noch %n</numerusform>
            <numerusform>danach noch %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n Wort</numerusform>
            <numerusform>%n Wörter</numerusform>
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
    <name>marginalia::PlanAsker</name>
    <message>
        <source>The program marginalia-cli is not beside the window&apos;s.</source>
        <translation>Das Programm marginalia-cli liegt nicht neben dem des Fensters.</translation>
    </message>
    <message>
        <source>The plan could not be measured.</source>
        <translation>Der Plan konnte nicht gemessen werden.</translation>
    </message>
</context>
<context>
    <name>marginalia::ProblemList</name>
    <message>
        <source>Found: %1</source>
        <translation>Gefunden: %1</translation>
    </message>
    <message>
        <source>Lines that need a look</source>
        <translation>Zeilen, die einen Blick brauchen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) of %1 need a look</source>
        <translation>
            <numerusform>%Ln Zeile von %1 braucht einen Blick</numerusform>
            <numerusform>%Ln Zeilen von %1 brauchen einen Blick</numerusform>
        </translation>
    </message>
    <message>
        <source>The first %1 are shown.</source>
        <translation>Die ersten %1 werden gezeigt.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>The selected lines, or all (Ctrl+C)</source>
        <translation>Die ausgewählten Zeilen oder alle (Strg+C)</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
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
        <translation>%1, bevorzugt %2</translation>
    </message>
    <message>
        <source>%1, tie</source>
        <translation>%1, gleich gut</translation>
    </message>
    <message>
        <source>%1, no vote yet</source>
        <translation>%1, noch keine Stimme</translation>
    </message>
</context>
<context>
    <name>marginalia::QueueItem</name>
    <message>
        <source>%1, %2 waiting</source>
        <translation>%1, %2 warten</translation>
    </message>
</context>
<context>
    <name>marginalia::QueueList</name>
    <message>
        <source>Queues</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Not labelled</source>
        <translation>Nicht beurteilt</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Pairs nobody has judged, in the order of the file.</source>
        <translation>Paare, die noch niemand beurteilt hat, in der Folge der Datei.</translation>
    </message>
    <message>
        <source>Pairs that carry a flag, in the order of the file. The earlier verdict is outlined.</source>
        <translation>Markierte Paare, in der Folge der Datei. Das frühere Urteil ist umrandet.</translation>
    </message>
    <message>
        <source>Every pair, in the order of the file. A new verdict is kept beside the old one.</source>
        <translation>Alle Paare, in der Folge der Datei. Ein neues Urteil bleibt neben dem alten.</translation>
    </message>
</context>
<context>
    <name>marginalia::QuickOpen</name>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>#12 a record, @3 a run, @3:40 a step, or words</source>
        <translation>#12 ein Datensatz, @3 ein Lauf, @3:40 ein Schritt, oder Wörter</translation>
    </message>
    <message>
        <source>view</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Beurteilt</translation>
    </message>
    <message>
        <source>Not labelled</source>
        <translation>Nicht beurteilt</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>%1, step %2</source>
        <translation>%1, Schritt %2</translation>
    </message>
    <message>
        <source>checkpoint</source>
        <translation>Zwischenstand</translation>
    </message>
    <message>
        <source>Record #%1</source>
        <translation>Datensatz #%1</translation>
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
    <name>marginalia::RecipeColumn</name>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Data view</source>
        <translation>Ansicht der Daten</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Own settings</source>
        <translation>Eigene Einstellungen</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>all weights</source>
        <translation>alle Gewichte</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Pairs or answers that make one step.</source>
        <translation>Paare oder Antworten, die einen Schritt ergeben.</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>How often the data is gone through.</source>
        <translation>Wie oft die Daten durchlaufen werden.</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Mehr Einstellungen</translation>
    </message>
    <message>
        <source>Warm-up share</source>
        <translation>Anlaufanteil</translation>
    </message>
    <message>
        <source>Share of the steps in which the learning rate rises.</source>
        <translation>Anteil der Schritte, in denen die Lernrate steigt.</translation>
    </message>
    <message>
        <source>Longest, tokens</source>
        <translation>Längste, Tokens</translation>
    </message>
    <message>
        <source>Prompt and answer together; longer records are left out.</source>
        <translation>Frage und Antwort zusammen; längere Datensätze bleiben außen vor.</translation>
    </message>
    <message>
        <source>Held-out share</source>
        <translation>Zurückgehaltener Anteil</translation>
    </message>
    <message>
        <source>Share of the prompts kept back to measure with.</source>
        <translation>Anteil der Fragen, der zum Messen zurückbleibt.</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>Zwischenstand alle</translation>
    </message>
    <message>
        <source>Steps between checkpoints; 0: only at the end.</source>
        <translation>Schritte zwischen Zwischenständen; 0: nur am Ende.</translation>
    </message>
    <message>
        <source>Clip gradient at</source>
        <translation>Gradient kappen bei</translation>
    </message>
    <message>
        <source>Longer gradients are shortened to this norm.</source>
        <translation>Längere Gradienten werden auf diese Norm gekürzt.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startzahl</translation>
    </message>
    <message>
        <source>Same seed, same order of the data.</source>
        <translation>Gleiche Startzahl, gleiche Folge der Daten.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>linear to zero</source>
        <translation>linear bis null</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>gleichbleibend</translation>
    </message>
    <message>
        <source>Schedule of the learning rate</source>
        <translation>Verlauf der Lernrate</translation>
    </message>
    <message>
        <source>Fewer settings</source>
        <translation>Weniger Einstellungen</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Aufwand</translation>
    </message>
    <message>
        <source>processor · %1</source>
        <translation>Prozessor · %1</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>Alle Urteile</translation>
    </message>
    <message>
        <source>Counting labels…</source>
        <translation>Zählt Urteile …</translation>
    </message>
    <message>
        <source>%1 labels</source>
        <translation>%1 Urteile</translation>
    </message>
    <message>
        <source>%1 parameters · %2 · context %3</source>
        <translation>%1 Parameter · %2 · Kontext %3</translation>
    </message>
    <message>
        <source>Needs at least %1 labels; you have %2.</source>
        <translation>Braucht mindestens %1 Urteile; da sind %2.</translation>
    </message>
    <message>
        <source>Choose a model.</source>
        <translation>Ein Modell wählen.</translation>
    </message>
    <message>
        <source>Reading the model…</source>
        <translation>Liest das Modell …</translation>
    </message>
    <message>
        <source>Needs a model.</source>
        <translation>Braucht ein Modell.</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>Modell wählen…</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>Every weight is trained.</source>
        <translation>Jedes Gewicht wird trainiert.</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>A small adapter is trained beside frozen weights: a fraction of the memory, and checkpoints of a few megabytes. Takes larger steps.</source>
        <translation>Ein kleiner Adapter wird neben eingefrorenen Gewichten trainiert: ein Bruchteil des Speichers und Sicherungspunkte von wenigen Megabyte. Verträgt größere Schritte.</translation>
    </message>
    <message>
        <source>Size of a step. Small models bear 1e-3, large ones 1e-6; an adapter five times as much.</source>
        <translation>Größe eines Schritts. Kleine Modelle vertragen 1e-3, große 1e-6; ein Adapter das Fünffache.</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Width of the adapter: numbers between its two matrices. 16 suits most.</source>
        <translation>Breite des Adapters: Zahlen zwischen seinen beiden Matrizen. 16 passt meist.</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>What the adapter adds is multiplied by alpha / rank. Twice the rank is usual.</source>
        <translation>Was der Adapter hinzufügt, wird mit Alpha / Rang malgenommen. Üblich ist das Doppelte des Rangs.</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of the adapter&apos;s inputs that each step leaves out.</source>
        <translation>Anteil der Eingaben des Adapters, den jeder Schritt auslässt.</translation>
    </message>
    <message>
        <source>Modules</source>
        <translation>Module</translation>
    </message>
    <message>
        <source>Where the adapter stands: all-linear for every projection, or names with spaces between them, as q_proj v_proj.</source>
        <translation>Wo der Adapter steht: all-linear für jede Projektion, oder Namen mit Leerzeichen dazwischen, etwa q_proj v_proj.</translation>
    </message>
    <message>
        <source>At least one name, or all-linear.</source>
        <translation>Mindestens ein Name, oder all-linear.</translation>
    </message>
    <message>
        <source>rsLoRA</source>
        <translation>rsLoRA</translation>
    </message>
    <message>
        <source>Multiplies by alpha / √rank, so that large ranks learn as fast as small ones.</source>
        <translation>Nimmt mit Alpha / √Rang mal, damit große Ränge so schnell lernen wie kleine.</translation>
    </message>
    <message>
        <source>DoRA</source>
        <translation>DoRA</translation>
    </message>
    <message>
        <source>Trains the length of each weight row apart from its direction: closer to full training, and slower.</source>
        <translation>Trainiert die Länge jeder Gewichtszeile getrennt von ihrer Richtung: näher am vollen Training, und langsamer.</translation>
    </message>
    <message>
        <source>rank %1, about %2 numbers</source>
        <translation>Rang %1, etwa %2 Zahlen</translation>
    </message>
    <message>
        <source>rank %1</source>
        <translation>Rang %1</translation>
    </message>
    <message>
        <source>Frozen weights</source>
        <translation>Eingefrorene Gewichte</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Dicht</translation>
    </message>
    <message>
        <source>The frozen weights as the model computes with them.</source>
        <translation>Die eingefrorenen Gewichte so, wie das Modell mit ihnen rechnet.</translation>
    </message>
    <message>
        <source>8 bit</source>
        <translation>8 Bit</translation>
    </message>
    <message>
        <source>Half the memory of bf16 for the blocks: a whole number and a scale a row.</source>
        <translation>Halber Speicher von bf16 für die Blöcke: ganze Zahlen und ein Faktor je Zeile.</translation>
    </message>
    <message>
        <source>NF4</source>
        <translation>NF4</translation>
    </message>
    <message>
        <source>4.5 bits a weight for the blocks, as QLoRA holds them: models three times as large fit. Checkpoints say so; merging goes into the original weights.</source>
        <translation>4,5 Bit je Gewicht für die Blöcke, wie QLoRA sie hält: Dreimal so große Modelle passen. Zwischenstände vermerken es; verschmolzen wird mit den ursprünglichen Gewichten.</translation>
    </message>
    <message>
        <source>All objectives…</source>
        <translation>Alle Ziele…</translation>
    </message>
    <message>
        <source>Every objective with its formula, what it needs and how it fails.</source>
        <translation>Jedes Ziel mit seiner Formel, was es braucht und wie es scheitert.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Back to a run of its own.</source>
        <translation>Zurück zu einem eigenen Lauf.</translation>
    </message>
    <message>
        <source>Fork of run %1 at step %2, %3 steps before the cursor.</source>
        <translation>Abzweigung von Lauf %1 bei Schritt %2, %3 Schritte vor dem Zeiger.</translation>
    </message>
    <message>
        <source>Fork of run %1 at step %2.</source>
        <translation>Abzweigung von Lauf %1 bei Schritt %2.</translation>
    </message>
    <message>
        <source>that of run %1</source>
        <translation>wie Lauf %1</translation>
    </message>
    <message>
        <source>Belongs to the checkpoint that the fork begins with.</source>
        <translation>Gehört zum Zwischenstand, mit dem die Abzweigung beginnt.</translation>
    </message>
    <message>
        <source>All settings are those of run %1.</source>
        <translation>Alle Einstellungen sind die von Lauf %1.</translation>
    </message>
    <message>
        <source>Differs from run %1 in:</source>
        <translation>Weicht von Lauf %1 ab in:</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>Memory of the optimizer</source>
        <translation>Speicher des Optimierers</translation>
    </message>
    <message>
        <source>8-bit moments</source>
        <translation>Momente in 8 Bit</translation>
    </message>
    <message>
        <source>A quarter of the memory that the optimizer takes; the result is about the same.</source>
        <translation>Ein Viertel des Speichers, den der Optimierer braucht; das Ergebnis ist etwa dasselbe.</translation>
    </message>
    <message>
        <source>On the disk</source>
        <translation>Auf der Platte</translation>
    </message>
    <message>
        <source>They lie in a file of the run&apos;s folder: the same result, and every step waits for the disk.</source>
        <translation>Sie liegen in einer Datei im Ordner des Laufs: dasselbe Ergebnis, und jeder Schritt wartet auf die Platte.</translation>
    </message>
    <message>
        <source>bf16 without float32 copies</source>
        <translation>bf16 ohne float32-Kopien</translation>
    </message>
    <message>
        <source>Weights are trained in bf16 alone and rounded up or down at random, so that small steps count on average.</source>
        <translation>Gewichte werden allein in bf16 trainiert und zufällig auf- oder abgerundet, so dass kleine Schritte im Mittel zählen.</translation>
    </message>
    <message>
        <source>The backward pass</source>
        <translation>Der Rückwärtslauf</translation>
    </message>
    <message>
        <source>Compute blocks again</source>
        <translation>Blöcke noch einmal rechnen</translation>
    </message>
    <message>
        <source>What blocks compute is not kept for the backward pass: the same result in less memory, about a quarter slower. Off: only where memory would not do otherwise.</source>
        <translation>Was Blöcke rechnen, wird nicht für den Rückweg behalten: dasselbe Ergebnis mit weniger Speicher, etwa ein Viertel langsamer. Aus: nur wo der Speicher sonst nicht reicht.</translation>
    </message>
    <message>
        <source>Set elsewhere, and kept: %1.</source>
        <translation>Anderswo gesetzt und behalten: %1.</translation>
    </message>
    <message>
        <source>In the machine&apos;s memory</source>
        <translation>Im Speicher des Rechners</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation>Im Speicher</translation>
    </message>
    <message>
        <source>They lie beside the card, in the memory of its machine: the same result, and every step copies them to the card and back.</source>
        <translation>Sie liegen neben der Karte, im Speicher ihres Rechners: dasselbe Ergebnis, und jeder Schritt kopiert sie auf die Karte und zurück.</translation>
    </message>
    <message>
        <source>They lie where the weights are.</source>
        <translation>Sie liegen, wo die Gewichte sind.</translation>
    </message>
    <message>
        <source>Where the optimizer&apos;s numbers lie</source>
        <translation>Wo die Zahlen des Optimierers liegen</translation>
    </message>
</context>
<context>
    <name>marginalia::RecordFacts</name>
    <message>
        <source>Label again</source>
        <translation>Neu beurteilen</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Beurteilt</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>chosen side on the left</source>
        <translation>bevorzugte Seite links</translation>
    </message>
    <message>
        <source>rejected side on the left</source>
        <translation>abgelehnte Seite links</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>made here</source>
        <translation>hier entstanden</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>left out: %1</source>
        <translation>nicht dabei: %1</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Bemerkungen</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Beurteilen</translation>
    </message>
    <message>
        <source>Only pairs are labelled by hand</source>
        <translation>Nur Paare werden von Hand beurteilt</translation>
    </message>
    <message>
        <source>Remove flag</source>
        <translation>Markierung entfernen</translation>
    </message>
    <message>
        <source>The project is open read-only</source>
        <translation>Das Projekt ist nur zum Lesen offen</translation>
    </message>
    <message>
        <source>in the file</source>
        <translation>in der Datei</translation>
    </message>
    <message>
        <source>rated in the file</source>
        <translation>in der Datei bewertet</translation>
    </message>
</context>
<context>
    <name>marginalia::RecordInspector</name>
    <message>
        <source>Record inspector</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>What of the record is shown</source>
        <translation>Was vom Datensatz gezeigt wird</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Bevorzugt</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>History of this record</source>
        <translation>Verlauf dieses Datensatzes</translation>
    </message>
    <message>
        <source>The model host gave an answer that cannot be read.</source>
        <translation>Der Modelldienst gab eine unlesbare Antwort.</translation>
    </message>
    <message>
        <source>No record selected</source>
        <translation>Kein Datensatz gewählt</translation>
    </message>
    <message>
        <source>Choose a row in Data, or a pair in Label.</source>
        <translation>Eine Zeile in Daten oder ein Paar in Beurteilen wählen.</translation>
    </message>
    <message>
        <source>Margin through %1</source>
        <translation>Abstand im Lauf %1</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>First answer</source>
        <translation>Erste Antwort</translation>
    </message>
    <message>
        <source>Second answer</source>
        <translation>Zweite Antwort</translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation>Musterantwort</translation>
    </message>
    <message>
        <source>Steps are not taken apart here.</source>
        <translation>Schritte werden hier nicht zerlegt.</translation>
    </message>
    <message>
        <source>There is none yet: it is written while a model trains.</source>
        <translation>Es gibt noch keine: Sie wird geschrieben, während ein Modell trainiert.</translation>
    </message>
</context>
<context>
    <name>marginalia::RecordModel</name>
    <message>
        <source>flagged</source>
        <translation>markiert</translation>
    </message>
    <message>
        <source>not flagged</source>
        <translation>nicht markiert</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Bevorzugt</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Δ len</source>
        <translation>Δ Länge</translation>
    </message>
    <message>
        <source>Words of the chosen answer minus words of the rejected one</source>
        <translation>Wörter der bevorzugten Antwort minus Wörter der abgelehnten</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>The margin each time the run met this pair</source>
        <translation>Der Abstand bei jeder Begegnung des Laufs mit diesem Paar</translation>
    </message>
    <message>
        <source>Left out of training: %1</source>
        <translation>Nicht im Training: %1</translation>
    </message>
    <message>
        <source>No run has trained on pairs yet</source>
        <translation>Noch kein Lauf hat mit Paaren trainiert</translation>
    </message>
    <message>
        <source>Run %1 did not train on this record</source>
        <translation>Lauf %1 hat nicht mit diesem Datensatz trainiert</translation>
    </message>
    <message>
        <source>Reward of the chosen minus reward of the rejected answer, once a run has trained on pairs</source>
        <translation>Belohnung der bevorzugten minus Belohnung der abgelehnten Antwort, sobald ein Lauf mit Paaren trainiert hat</translation>
    </message>
    <message>
        <source>Reward of the chosen minus reward of the rejected answer in run %1; minus means the model prefers the other side</source>
        <translation>Belohnung der bevorzugten minus Belohnung der abgelehnten Antwort im Lauf %1; Minus heißt, das Modell bevorzugt die andere Seite</translation>
    </message>
    <message>
        <source>Words of the first answer minus words of the second; nobody has decided</source>
        <translation>Wörter der ersten Antwort minus Wörter der zweiten; niemand hat entschieden</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
</context>
<context>
    <name>marginalia::RemoteForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>what it is called here</source>
        <translation>wie er hier heißt</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>as ssh has it</source>
        <translation>wie bei ssh</translation>
    </message>
    <message>
        <source>Folder there</source>
        <translation>Ordner dort</translation>
    </message>
    <message>
        <source>Program there</source>
        <translation>Programm dort</translation>
    </message>
    <message>
        <source>ssh configuration</source>
        <translation>Einstellungen von ssh</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>Ihre eigenen</translation>
    </message>
    <message>
        <source>How the worker is started there</source>
        <translation>Wie der Lauf dort gestartet wird</translation>
    </message>
    <message>
        <source>Start directly</source>
        <translation>Direkt starten</translation>
    </message>
    <message>
        <source>By sbatch</source>
        <translation>Über sbatch</translation>
    </message>
    <message>
        <source>Options of sbatch</source>
        <translation>Optionen für sbatch</translation>
    </message>
    <message>
        <source>Add the machine</source>
        <translation>Rechner hinzufügen</translation>
    </message>
</context>
<context>
    <name>marginalia::RemotePage</name>
    <message>
        <source>Remote</source>
        <translation>Andere Rechner</translation>
    </message>
    <message>
        <source>Machines to train on. They are reached by your own ssh, with its configuration, keys and agent; it never asks.</source>
        <translation>Rechner zum Trainieren. Sie werden über Ihr eigenes ssh erreicht, mit dessen Einstellungen, Schlüsseln und Agent; es fragt nie.</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>No machines yet. Say below how one is reached, and add it; then test it.</source>
        <translation>Noch keine Rechner. Unten angeben, wie einer erreicht wird, und ihn hinzufügen; dann prüfen.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>There is a machine called %1 already.</source>
        <translation>Einen Rechner namens %1 gibt es schon.</translation>
    </message>
    <message>
        <source>%1 was removed. Runs that are there go on.</source>
        <translation>%1 wurde entfernt. Läufe dort gehen weiter.</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>%1 wird angesehen …</translation>
    </message>
    <message>
        <source>%1 can train.</source>
        <translation>%1 kann trainieren.</translation>
    </message>
    <message>
        <source>%1 cannot train yet.</source>
        <translation>%1 kann noch nicht trainieren.</translation>
    </message>
</context>
<context>
    <name>marginalia::RunsList</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
</context>
<context>
    <name>marginalia::RunsModel</name>
    <message>
        <source>Run %1, %2, %3%4</source>
        <translation>Lauf %1, %2, %3%4</translation>
    </message>
    <message>
        <source>, shown in the charts</source>
        <translation>, in den Kurven gezeigt</translation>
    </message>
    <message>
        <source>%1 · %2
%3</source>
        <translation>%1 · %2
%3</translation>
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
    <name>marginalia::SamplesView</name>
    <message>
        <source>Samples</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>Earlier samples</source>
        <translation>Frühere Proben</translation>
    </message>
    <message>
        <source>Later samples</source>
        <translation>Spätere Proben</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Written at checkpoints.</source>
        <translation>Werden bei Zwischenständen geschrieben.</translation>
    </message>
</context>
<context>
    <name>marginalia::SamplingDialog</name>
    <message>
        <source>A number from %1 to %2.</source>
        <translation>Eine Zahl von %1 bis %2.</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>Ziehen der Antworten</translation>
    </message>
    <message>
        <source>Temperature (0: always the likeliest token)</source>
        <translation>Temperatur (0: immer das wahrscheinlichste Token)</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startzahl</translation>
    </message>
    <message>
        <source>Up to this many tokens</source>
        <translation>Höchstens so viele Tokens</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
</context>
<context>
    <name>marginalia::ScoredAnswer</name>
    <message numerus="yes">
        <source>id %1 · %n byte(s) · log-prob %2</source>
        <translation>
            <numerusform>id %1 · %n Byte · Log-Wahrsch. %2</numerusform>
            <numerusform>id %1 · %n Bytes · Log-Wahrsch. %2</numerusform>
        </translation>
    </message>
    <message>
        <source> · start model %1</source>
        <translation> · Startmodell %1</translation>
    </message>
    <message>
        <source> · not trained: %1</source>
        <translation> · nicht trainiert: %1</translation>
    </message>
    <message>
        <source>, %1 since start</source>
        <translation>, %1 seit dem Anfang</translation>
    </message>
    <message>
        <source>the first token has nothing before it</source>
        <translation>vor dem ersten Token steht nichts</translation>
    </message>
    <message>
        <source>part of the prompt</source>
        <translation>Teil der Frage</translation>
    </message>
    <message>
        <source>after the end of the answer</source>
        <translation>nach dem Ende der Antwort</translation>
    </message>
    <message>
        <source>Tokens: %1</source>
        <translation>Tokens: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n Token</numerusform>
            <numerusform>%n Tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>logp %1</source>
        <translation>logp %1</translation>
    </message>
    <message>
        <source>not trained</source>
        <translation>nicht trainiert</translation>
    </message>
</context>
<context>
    <name>marginalia::Scrubber</name>
    <message>
        <source>Checkpoints</source>
        <translation>Zwischenstände</translation>
    </message>
    <message>
        <source>Checkpoint %1 of %2: %3</source>
        <translation>Zwischenstand %1 von %2: %3</translation>
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
    <message>
        <source>Press the new key</source>
        <translation>Neue Taste drücken</translation>
    </message>
    <message>
        <source>%1 belongs to “%2” already. The old key stays.</source>
        <translation>%1 gehört schon zu „%2“. Die alte Taste bleibt.</translation>
    </message>
    <message>
        <source>No folders yet. Add one, or drop a model folder on the window.</source>
        <translation>Noch keine Ordner. Einen aufnehmen oder einen Modellordner auf dem Fenster ablegen.</translation>
    </message>
</context>
<context>
    <name>marginalia::SideTabs</name>
    <message>
        <source>Side column</source>
        <translation>Seitenspalte</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
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
        <translation>Nur zum Lesen geöffnet</translation>
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
    <name>marginalia::StepProfileView</name>
    <message>
        <source>Time of a step</source>
        <translation>Zeit eines Schritts</translation>
    </message>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>vorwärts</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>rückwärts</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>Optimierer</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Mean of the last 20 steps. Waiting is what is none of the others: reference values, held-out rows, saving.</source>
        <translation>Mittel der letzten 20 Schritte. Warten ist, was keines der anderen ist: Referenzwerte, zurückgehaltene Zeilen, Speichern.</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>marginalia::TargetChoice</name>
    <message>
        <source>Train on</source>
        <translation>Trainieren auf</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal ansehen</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>%1 wird angesehen …</translation>
    </message>
    <message>
        <source>%1 cannot train yet.</source>
        <translation>%1 kann noch nicht trainieren.</translation>
    </message>
    <message>
        <source>Ready. The run is sent there.</source>
        <translation>Bereit. Der Lauf wird dorthin gesendet.</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Set up machines…</source>
        <translation>Rechner einrichten …</translation>
    </message>
</context>
<context>
    <name>marginalia::TargetDoctor</name>
    <message>
        <source>The program marginalia-cli does not answer.</source>
        <translation>Das Programm marginalia-cli antwortet nicht.</translation>
    </message>
</context>
<context>
    <name>marginalia::TextPage</name>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n Wort</numerusform>
            <numerusform>%n Wörter</numerusform>
        </translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Bevorzugt</translation>
    </message>
    <message>
        <source>First answer</source>
        <translation>Erste Antwort</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Second answer</source>
        <translation>Zweite Antwort</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Desirable</source>
        <translation>Erwünscht</translation>
    </message>
    <message>
        <source>Undesirable</source>
        <translation>Unerwünscht</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>Reference answer</source>
        <translation>Musterantwort</translation>
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
    <name>marginalia::TokenPage</name>
    <message>
        <source>Orange: less likely than the start model made it. Blue: more likely.</source>
        <translation>Orange: weniger wahrscheinlich als beim Startmodell. Blau: wahrscheinlicher.</translation>
    </message>
    <message>
        <source>less likely</source>
        <translation>weniger wahrscheinlich</translation>
    </message>
    <message>
        <source>more likely than start</source>
        <translation>wahrscheinlicher als am Start</translation>
    </message>
    <message>
        <source>Begins with “%1”. Nothing of it is trained.</source>
        <translation>Beginnt mit „%1“. Nichts davon wird trainiert.</translation>
    </message>
    <message>
        <source>Begins with “%1”. The last trained token is “%2”.</source>
        <translation>Beginnt mit „%1“. Das letzte trainierte Token ist „%2“.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>The model reads it…</source>
        <translation>Das Modell liest …</translation>
    </message>
    <message>
        <source>Log-probs under %1. Hover a token for its numbers; hatched ones are not trained.</source>
        <translation>Log-Wahrscheinlichkeiten unter %1. Zahlen beim Überfahren eines Tokens; schraffierte werden nicht trainiert.</translation>
    </message>
    <message>
        <source>%1 against its start model. Hover a token for its numbers; hatched ones are not trained.</source>
        <translation>%1 gegen sein Startmodell. Zahlen beim Überfahren eines Tokens; schraffierte werden nicht trainiert.</translation>
    </message>
    <message>
        <source>Bold is trained, grey is only read. %1</source>
        <translation>Fett wird trainiert, Graues nur gelesen. %1</translation>
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
    <message>
        <source>Done. The same new questions, before and after your labels:</source>
        <translation>Fertig. Dieselben neuen Fragen, vor und nach den Urteilen:</translation>
    </message>
    <message>
        <source>See the answers change</source>
        <translation>Die geänderten Antworten sehen</translation>
    </message>
    <message>
        <source>Look behind a point</source>
        <translation>Hinter einen Punkt sehen</translation>
    </message>
    <message>
        <source>These pairs made that point. That was the loop.</source>
        <translation>Diese Paare ergaben den Punkt. Das war der Kreislauf.</translation>
    </message>
    <message>
        <source>Import your own data</source>
        <translation>Eigene Daten einlesen</translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s) labelled.</source>
        <translation>
            <numerusform>%n Paar beurteilt.</numerusform>
            <numerusform>%n Paare beurteilt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Training on them takes about %1.</source>
        <translation>Das Training damit dauert etwa %1.</translation>
    </message>
    <message>
        <source>The model can learn from them now.</source>
        <translation>Das Modell kann jetzt daraus lernen.</translation>
    </message>
    <message numerus="yes">
        <source>Label %n more</source>
        <translation>
            <numerusform>%n weiteres beurteilen</numerusform>
            <numerusform>%n weitere beurteilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Train on your %n label(s)</source>
        <translation>
            <numerusform>Mit dem einen Urteil trainieren</numerusform>
            <numerusform>Mit den %n Urteilen trainieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Watch the margin: it rises as the model comes to prefer what you chose.</source>
        <translation>Der Abstand wächst, während das Modell das Gewählte vorzuziehen lernt.</translation>
    </message>
    <message>
        <source>Left the start model, right the one you trained. Both now answer questions that neither has seen.</source>
        <translation>Links das Startmodell, rechts das trainierte. Beide beantworten nun Fragen, die keines kennt.</translation>
    </message>
</context>
<context>
    <name>marginalia::TrackedRun</name>
    <message>
        <source>fork of %1 at %2</source>
        <translation>Abzweigung von %1 bei %2</translation>
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
        <translation>%1, mit Begründung</translation>
    </message>
</context>
<context>
    <name>marginalia::TrainPanel</name>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Nothing trained yet</source>
        <translation>Noch nichts trainiert</translation>
    </message>
    <message>
        <source>Choose model and objective at the left, then start. The curves appear here.</source>
        <translation>Links Modell und Ziel wählen, dann starten. Hier erscheinen die Kurven.</translation>
    </message>
    <message>
        <source>Label pairs</source>
        <translation>Paare beurteilen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Behind a point</source>
        <translation>Hinter einem Punkt</translation>
    </message>
    <message>
        <source>Click a curve, or move with the arrow keys and press Enter.</source>
        <translation>Auf eine Kurve klicken oder mit den Pfeiltasten gehen und Eingabe drücken.</translation>
    </message>
    <message>
        <source>Open in Data</source>
        <translation>In den Daten öffnen</translation>
    </message>
    <message>
        <source>Label again</source>
        <translation>Neu beurteilen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>overlay with the eye</source>
        <translation>das Auge legt darüber</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch keine.</translation>
    </message>
    <message numerus="yes">
        <source>%n pairs</source>
        <translation>
            <numerusform>%n Paar</numerusform>
            <numerusform>%n Paare</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
    <message>
        <source>Behind step %1</source>
        <translation>Hinter Schritt %1</translation>
    </message>
    <message>
        <source>share of gradient</source>
        <translation>Anteil am Gradienten</translation>
    </message>
    <message>
        <source>No rows were recorded for this step.</source>
        <translation>Zu diesem Schritt sind keine Zeilen vermerkt.</translation>
    </message>
    <message>
        <source>%1 behind it</source>
        <translation>%1 dahinter</translation>
    </message>
    <message>
        <source>Needs at least %1 labels; you have %2.</source>
        <translation>Braucht mindestens %1 Urteile; da sind %2.</translation>
    </message>
    <message>
        <source>read-only while it runs</source>
        <translation>nur zum Lesen, solange er läuft</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>The run has ended.</source>
        <translation>Der Lauf ist zu Ende.</translation>
    </message>
    <message>
        <source>No run is open.</source>
        <translation>Kein Lauf ist offen.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>The project is open for reading only.</source>
        <translation>Das Projekt ist nur zum Lesen offen.</translation>
    </message>
    <message>
        <source>Press New run first.</source>
        <translation>Erst Neuer Lauf drücken.</translation>
    </message>
    <message>
        <source>The recipe is already open.</source>
        <translation>Das Rezept ist schon offen.</translation>
    </message>
    <message>
        <source>Run %1 · %2</source>
        <translation>Lauf %1 · %2</translation>
    </message>
    <message>
        <source>waiting for the worker</source>
        <translation>wartet auf den Arbeiter</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>lädt das Modell</translation>
    </message>
    <message>
        <source>measuring the start model</source>
        <translation>misst das Startmodell</translation>
    </message>
    <message>
        <source>first point after step 1</source>
        <translation>erster Punkt nach Schritt 1</translation>
    </message>
    <message>
        <source>no points were written</source>
        <translation>keine Punkte wurden geschrieben</translation>
    </message>
    <message>
        <source>loading the model %1</source>
        <translation>lädt das Modell %1</translation>
    </message>
    <message>
        <source>caching the reference %1</source>
        <translation>misst den Bezug %1</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>last point %1 s ago</source>
        <translation>letzter Punkt vor %1 s</translation>
    </message>
    <message>
        <source>last point %1 ago</source>
        <translation>letzter Punkt vor %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>No sign of the worker for 15 s. The machine may be busy; the run is not lost.</source>
        <translation>Seit 15 s kein Zeichen vom Arbeiter. Vielleicht ist der Rechner beschäftigt; der Lauf ist nicht verloren.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>The worker stopped without a message.</source>
        <translation>Der Arbeiter brach ohne Meldung ab.</translation>
    </message>
    <message>
        <source>%1 Nothing before step %2 is lost.</source>
        <translation>%1 Nichts vor Schritt %2 ist verloren.</translation>
    </message>
    <message>
        <source>%1 There is no checkpoint yet; it begins again.</source>
        <translation>%1 Es gibt noch keinen Zwischenstand; er beginnt von vorn.</translation>
    </message>
    <message>
        <source>Resume from %1</source>
        <translation>Ab %1 fortsetzen</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>No program opens %1.</source>
        <translation>Kein Programm öffnet %1.</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Sets up a run with the settings of this one.</source>
        <translation>Richtet einen Lauf mit den Einstellungen dieses Laufs ein.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Freezes the labels of the view and starts the worker.</source>
        <translation>Friert die Urteile der Ansicht ein und startet den Arbeiter.</translation>
    </message>
    <message>
        <source>Ends the step, keeps the model in memory.</source>
        <translation>Beendet den Schritt, behält das Modell im Speicher.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Ends the run after this step and keeps what it has learnt.</source>
        <translation>Beendet den Lauf nach diesem Schritt und behält das Gelernte.</translation>
    </message>
    <message>
        <source>Checkpoint now</source>
        <translation>Zwischenstand jetzt</translation>
    </message>
    <message>
        <source>Writes a checkpoint after this step.</source>
        <translation>Schreibt nach diesem Schritt einen Zwischenstand.</translation>
    </message>
    <message>
        <source>Open the run&apos;s folder</source>
        <translation>Ordner des Laufs öffnen</translation>
    </message>
    <message>
        <source>Shows the files of this run.</source>
        <translation>Zeigt die Dateien dieses Laufs.</translation>
    </message>
    <message>
        <source>Show the worker&apos;s log</source>
        <translation>Protokoll des Arbeiters zeigen</translation>
    </message>
    <message>
        <source>Opens log.txt of this run.</source>
        <translation>Öffnet log.txt dieses Laufs.</translation>
    </message>
    <message>
        <source>Overlay the run</source>
        <translation>Lauf darüberlegen</translation>
    </message>
    <message>
        <source>Lays the run chosen in the list over the curves, or takes it away.</source>
        <translation>Legt den in der Liste gewählten Lauf über die Kurven oder nimmt ihn weg.</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Shows half as many steps.</source>
        <translation>Zeigt halb so viele Schritte.</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Shows twice as many steps.</source>
        <translation>Zeigt doppelt so viele Schritte.</translation>
    </message>
    <message>
        <source>Show the whole run</source>
        <translation>Den ganzen Lauf zeigen</translation>
    </message>
    <message>
        <source>Zooms out to all steps.</source>
        <translation>Zeigt alle Schritte.</translation>
    </message>
    <message>
        <source>Follow the live end</source>
        <translation>Dem Ende folgen</translation>
    </message>
    <message>
        <source>Returns to the newest step and stays there.</source>
        <translation>Kehrt zum neuesten Schritt zurück und bleibt dort.</translation>
    </message>
    <message>
        <source>Raw values</source>
        <translation>Rohe Werte</translation>
    </message>
    <message>
        <source>Shows every point behind the smooth line.</source>
        <translation>Zeigt jeden Punkt hinter der glatten Linie.</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>Logarithmische Achse</translation>
    </message>
    <message>
        <source>Spaces powers of ten evenly.</source>
        <translation>Setzt Zehnerpotenzen in gleiche Abstände.</translation>
    </message>
    <message>
        <source>Move the chart earlier</source>
        <translation>Diagramm nach vorn</translation>
    </message>
    <message>
        <source>Puts the chosen chart one place forward.</source>
        <translation>Setzt das gewählte Diagramm einen Platz nach vorn.</translation>
    </message>
    <message>
        <source>Move the chart later</source>
        <translation>Diagramm nach hinten</translation>
    </message>
    <message>
        <source>Puts the chosen chart one place back.</source>
        <translation>Setzt das gewählte Diagramm einen Platz nach hinten.</translation>
    </message>
    <message>
        <source>Enlarge the chart</source>
        <translation>Diagramm vergrößern</translation>
    </message>
    <message>
        <source>Gives the chosen chart all the room; Esc comes back.</source>
        <translation>Gibt dem gewählten Diagramm den ganzen Platz; Esc führt zurück.</translation>
    </message>
    <message>
        <source>Hide the chart</source>
        <translation>Diagramm ausblenden</translation>
    </message>
    <message>
        <source>Takes the chosen chart away; + Chart brings it back.</source>
        <translation>Nimmt das gewählte Diagramm weg; „+ Diagramm“ bringt es zurück.</translation>
    </message>
    <message>
        <source>Show the usual charts</source>
        <translation>Übliche Diagramme zeigen</translation>
    </message>
    <message>
        <source>All charts of the objective in their usual order.</source>
        <translation>Alle Diagramme des Ziels in ihrer üblichen Reihenfolge.</translation>
    </message>
    <message>
        <source>Show the numbers as a table</source>
        <translation>Zahlen als Tabelle zeigen</translation>
    </message>
    <message>
        <source>The same numbers as the charts, to read and to copy.</source>
        <translation>Dieselben Zahlen wie die Kurven, zum Lesen und Kopieren.</translation>
    </message>
    <message>
        <source>Export the model…</source>
        <translation>Modell exportieren…</translation>
    </message>
    <message>
        <source>Writes the run&apos;s newest checkpoint for other programs.</source>
        <translation>Schreibt den neuesten Stand des Laufs für andere Programme.</translation>
    </message>
    <message>
        <source>This run has no checkpoint yet. It can be exported once it has saved one.</source>
        <translation>Dieser Lauf hat noch keinen gespeicherten Stand. Sobald er einen hat, lässt er sich exportieren.</translation>
    </message>
    <message>
        <source>Run %1 · step %2</source>
        <translation>Lauf %1 · Schritt %2</translation>
    </message>
    <message>
        <source>Open a configuration…</source>
        <translation>Konfiguration öffnen…</translation>
    </message>
    <message>
        <source>Takes the settings of a file of TRL, LLaMA-Factory or axolotl and says what became of each.</source>
        <translation>Übernimmt die Einstellungen einer Datei von TRL, LLaMA-Factory oder axolotl und sagt, was aus jeder wurde.</translation>
    </message>
    <message>
        <source>All objectives…</source>
        <translation>Alle Ziele…</translation>
    </message>
    <message>
        <source>Every objective with its formula, what it needs and how it fails.</source>
        <translation>Jedes Ziel mit seiner Formel, was es braucht und wie es scheitert.</translation>
    </message>
    <message>
        <source>Explore losses…</source>
        <translation>Verluste erkunden…</translation>
    </message>
    <message>
        <source>Shows loss and pull of every objective as the margin grows, with the pairs of the newest run.</source>
        <translation>Zeigt Verlust und Zug jedes Ziels bei wachsendem Abstand, mit den Paaren des neuesten Laufs.</translation>
    </message>
    <message>
        <source>A configuration of TRL, LLaMA-Factory or axolotl</source>
        <translation>Eine Konfiguration von TRL, LLaMA-Factory oder axolotl</translation>
    </message>
    <message>
        <source>Configurations (*.yaml *.yml *.json *.py *.sh *.txt)</source>
        <translation>Konfigurationen (*.yaml *.yml *.json *.py *.sh *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Change a knob</source>
        <translation>Regler ändern</translation>
    </message>
    <message>
        <source>Learning rate, weights and other numbers, from the next step.</source>
        <translation>Lernrate, Gewichte und andere Zahlen, ab dem nächsten Schritt.</translation>
    </message>
    <message>
        <source>Fork…</source>
        <translation>Abzweigen …</translation>
    </message>
    <message>
        <source>Goes on from the checkpoint before the cursor in a run of its own.</source>
        <translation>Geht vom Zwischenstand vor dem Zeiger aus in einem eigenen Lauf weiter.</translation>
    </message>
    <message>
        <source>Sample now</source>
        <translation>Antworten jetzt</translation>
    </message>
    <message>
        <source>Has the sample prompts answered after this step.</source>
        <translation>Lässt die Beispielfragen nach diesem Schritt beantworten.</translation>
    </message>
    <message>
        <source>fork</source>
        <translation>Abzweigung</translation>
    </message>
    <message>
        <source>%1 from step %2 on.</source>
        <translation>%1 ab Schritt %2.</translation>
    </message>
    <message>
        <source>Stop at the next checkpoint</source>
        <translation>Beim nächsten Zwischenstand anhalten</translation>
    </message>
    <message>
        <source>Goes on to the next checkpoint of its plan and ends there.</source>
        <translation>Geht bis zum nächsten geplanten Zwischenstand weiter und endet dort.</translation>
    </message>
    <message>
        <source>It trains on other data.</source>
        <translation>Er trainiert mit anderen Daten.</translation>
    </message>
    <message>
        <source>Its start model has other weights.</source>
        <translation>Sein Startmodell hat andere Gewichte.</translation>
    </message>
    <message>
        <source>Changed live: %1 from step %2 on.</source>
        <translation>Im Lauf geändert: %1 ab Schritt %2.</translation>
    </message>
    <message>
        <source>%1 has the settings of %2.</source>
        <translation>%1 hat die Einstellungen von %2.</translation>
    </message>
    <message>
        <source>%1 differs from %2 in:</source>
        <translation>%1 weicht von %2 ab in:</translation>
    </message>
    <message>
        <source>Do not stop at the checkpoint</source>
        <translation>Beim Zwischenstand nicht anhalten</translation>
    </message>
    <message>
        <source>stops at step %1</source>
        <translation>hält bei Schritt %1 an</translation>
    </message>
    <message>
        <source>Fetch the newest checkpoint</source>
        <translation>Neuesten Zwischenstand holen</translation>
    </message>
    <message>
        <source>Copies it from the machine that the run trains on.</source>
        <translation>Kopiert ihn von dem Rechner, auf dem der Lauf trainiert.</translation>
    </message>
    <message>
        <source>its target</source>
        <translation>seine Gegenstelle</translation>
    </message>
    <message>
        <source>not sent to %1</source>
        <translation>nicht an %1 gesendet</translation>
    </message>
    <message>
        <source>connecting to %1</source>
        <translation>verbindet sich mit %1</translation>
    </message>
    <message>
        <source>in the queue of %1</source>
        <translation>in der Warteschlange von %1</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>no connection to %1, %2</source>
        <translation>keine Verbindung zu %1, %2</translation>
    </message>
    <message>
        <source>on %1, not followed, %2</source>
        <translation>auf %1, nicht verfolgt, %2</translation>
    </message>
    <message>
        <source>fetching from %1</source>
        <translation>wird von %1 geholt</translation>
    </message>
    <message>
        <source>fetched from %1</source>
        <translation>von %1 geholt</translation>
    </message>
    <message>
        <source>was on %1</source>
        <translation>war auf %1</translation>
    </message>
    <message>
        <source>being sent to %1</source>
        <translation>wird an %1 gesendet</translation>
    </message>
    <message>
        <source>being sent to %1, %2 of %3</source>
        <translation>wird an %1 gesendet, %2 von %3</translation>
    </message>
    <message>
        <source>nothing heard yet</source>
        <translation>noch nichts gehört</translation>
    </message>
    <message>
        <source>last heard %1 ago</source>
        <translation>zuletzt gehört vor %1</translation>
    </message>
    <message>
        <source>The run was not sent to %1. %2</source>
        <translation>Der Lauf wurde nicht an %1 gesendet. %2</translation>
    </message>
    <message>
        <source>Send it</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>The run may go on at %1, and nobody follows it here.</source>
        <translation>Der Lauf geht vielleicht auf %1 weiter, und hier verfolgt ihn niemand.</translation>
    </message>
    <message>
        <source>Nobody follows the run here any more: %1 It may go on at %2.</source>
        <translation>Hier verfolgt niemand mehr den Lauf: %1 Er geht vielleicht auf %2 weiter.</translation>
    </message>
    <message>
        <source>Follow it</source>
        <translation>Verfolgen</translation>
    </message>
    <message>
        <source>No connection to %1: %2 The run goes on there; it is tried again by itself.</source>
        <translation>Keine Verbindung zu %1: %2 Der Lauf geht dort weiter; es wird von selbst wieder versucht.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Trying to reach %1.</source>
        <translation>%1 wird zu erreichen versucht.</translation>
    </message>
    <message>
        <source>Asked as soon as %1 is reached.</source>
        <translation>Wird verlangt, sobald %1 erreicht ist.</translation>
    </message>
    <message>
        <source>The checkpoint could not be fetched. %1</source>
        <translation>Der Zwischenstand ließ sich nicht holen. %1</translation>
    </message>
    <message>
        <source>The run has no checkpoint yet.</source>
        <translation>Der Lauf hat noch keinen Zwischenstand.</translation>
    </message>
    <message>
        <source>The newest checkpoint is here.</source>
        <translation>Der neueste Zwischenstand ist hier.</translation>
    </message>
    <message>
        <source>No checkpoint of this run is here yet.</source>
        <translation>Von diesem Lauf ist noch kein Zwischenstand hier.</translation>
    </message>
    <message>
        <source>Fetch the newest</source>
        <translation>Neuesten holen</translation>
    </message>
    <message>
        <source>It is on its way.</source>
        <translation>Er ist unterwegs.</translation>
    </message>
    <message>
        <source>The run trains here.</source>
        <translation>Der Lauf trainiert hier.</translation>
    </message>
</context>
<context>
    <name>marginalia::VerdictBar</name>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>much better</source>
        <translation>viel besser</translation>
    </message>
    <message>
        <source>better</source>
        <translation>besser</translation>
    </message>
    <message>
        <source>slightly better</source>
        <translation>etwas besser</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Gleich gut</translation>
    </message>
</context>
<context>
    <name>marginalia::VotesColumn</name>
    <message>
        <source>Votes so far</source>
        <translation>Stimmen bisher</translation>
    </message>
    <message>
        <source>Become labels</source>
        <translation>Zu Urteilen machen</translation>
    </message>
    <message>
        <source>Add pairs</source>
        <translation>Paare hinzufügen</translation>
    </message>
    <message>
        <source>Put two models side by side to count votes.</source>
        <translation>Zwei Modelle nebeneinanderstellen, um Stimmen zu zählen.</translation>
    </message>
    <message>
        <source>%1 wins</source>
        <translation>%1 gewonnen</translation>
    </message>
    <message>
        <source>No votes yet: press the number of the better answer.</source>
        <translation>Noch keine Stimmen: die Zahl der besseren Antwort drücken.</translation>
    </message>
    <message>
        <source>%1 against %2, names visible</source>
        <translation>%1 gegen %2, Namen sichtbar</translation>
    </message>
    <message numerus="yes">
        <source>Share of the %n vote(s) that preferred one side. Who knows the names may judge the names.</source>
        <translation>
            <numerusform>Anteil der %n Stimme, die eine Seite vorzog. Wer die Namen kennt, urteilt vielleicht nach ihnen.</numerusform>
            <numerusform>Anteil der %n Stimmen, die eine Seite vorzogen. Wer die Namen kennt, urteilt vielleicht nach ihnen.</numerusform>
        </translation>
    </message>
    <message>
        <source>A vote for one answer can become a labelled pair in Data.</source>
        <translation>Eine Stimme für eine Antwort kann ein beurteiltes Paar in den Daten werden.</translation>
    </message>
    <message>
        <source>%1 are pairs in Data already, %2 wait. Ties and “all bad” stay votes.</source>
        <translation>%1 sind schon Paare in den Daten, %2 warten. „Gleich gut“ und „Alle schlecht“ bleiben Stimmen.</translation>
    </message>
    <message numerus="yes">
        <source>Add %n pair(s)</source>
        <translation>
            <numerusform>%n Paar hinzufügen</numerusform>
            <numerusform>%n Paare hinzufügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n win(s)</source>
        <translation>
            <numerusform>%n gewonnen</numerusform>
            <numerusform>%n gewonnen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n loss(es)</source>
        <translation>
            <numerusform>%n verloren</numerusform>
            <numerusform>%n verloren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tie(s)</source>
        <translation>
            <numerusform>%n gleich</numerusform>
            <numerusform>%n gleich</numerusform>
        </translation>
    </message>
    <message>
        <source>Votes on answers of all these columns</source>
        <translation>Stimmen zu Antworten aller dieser Spalten</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>%1 of %2 wins</source>
        <translation>%1 von %2 gewonnen</translation>
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
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 steps/s</source>
        <translation>%1 Schritte/s</translation>
    </message>
    <message>
        <source>%1 s a step</source>
        <translation>%1 s je Schritt</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <translation>%1, %2 %</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>Export von %1</translation>
    </message>
    <message>
        <source>Training %1 on %2</source>
        <translation>Training %1 auf %2</translation>
    </message>
</context>
<context>
    <name>metrics</name>
    <message>
        <source>What the optimizer lowers, averaged over the step.</source>
        <translation>Was der Optimierer senkt, gemittelt über den Schritt.</translation>
    </message>
    <message>
        <source>Step size of the optimizer in this step.</source>
        <translation>Schrittweite des Optimierers in diesem Schritt.</translation>
    </message>
    <message>
        <source>Length of the gradient before clipping.</source>
        <translation>Länge des Gradienten vor dem Kappen.</translation>
    </message>
    <message>
        <source>β times the gain in log-probability of the better answers.</source>
        <translation>β mal Zuwachs der Log-Wahrscheinlichkeit der besseren Antworten.</translation>
    </message>
    <message>
        <source>β times the gain in log-probability of the worse answers.</source>
        <translation>β mal Zuwachs der Log-Wahrscheinlichkeit der schlechteren Antworten.</translation>
    </message>
    <message>
        <source>Reward of the chosen minus reward of the rejected answer.</source>
        <translation>Belohnung der bevorzugten minus Belohnung der abgelehnten Antwort.</translation>
    </message>
    <message>
        <source>Share of pairs whose chosen answer has the higher reward.</source>
        <translation>Anteil der Paare, deren bevorzugte Antwort die höhere Belohnung hat.</translation>
    </message>
    <message>
        <source>Log-probability of the better answers, summed over tokens.</source>
        <translation>Log-Wahrscheinlichkeit der besseren Antworten, über die Tokens summiert.</translation>
    </message>
    <message>
        <source>Log-probability of the worse answers, summed over tokens.</source>
        <translation>Log-Wahrscheinlichkeit der schlechteren Antworten, über die Tokens summiert.</translation>
    </message>
    <message>
        <source>KTO&apos;s reference point: how far the model has moved on other answers.</source>
        <translation>Der Bezugspunkt von KTO: wie weit sich das Modell bei anderen Antworten bewegt hat.</translation>
    </message>
    <message>
        <source>How undecided the model is, averaged over trained tokens.</source>
        <translation>Wie unentschieden das Modell ist, gemittelt über trainierte Tokens.</translation>
    </message>
    <message>
        <source>Share of trained tokens that are the model&apos;s first choice.</source>
        <translation>Anteil der trainierten Tokens, die die erste Wahl des Modells sind.</translation>
    </message>
    <message>
        <source>Exponential of the mean loss of a token.</source>
        <translation>Exponential des mittleren Verlusts eines Tokens.</translation>
    </message>
    <message>
        <source>Margin below which five in a hundred pairs of the step lie.</source>
        <translation>Abstand, unter dem fünf von hundert Paaren des Schritts liegen.</translation>
    </message>
    <message>
        <source>Median margin of the pairs of the step.</source>
        <translation>Mittlerer Abstand (Median) der Paare des Schritts.</translation>
    </message>
    <message>
        <source>Margin above which five in a hundred pairs of the step lie.</source>
        <translation>Abstand, über dem fünf von hundert Paaren des Schritts liegen.</translation>
    </message>
    <message>
        <source>Tokens of prompts and answers per second.</source>
        <translation>Tokens der Fragen und Antworten je Sekunde.</translation>
    </message>
    <message>
        <source>Seconds of this step.</source>
        <translation>Sekunden dieses Schritts.</translation>
    </message>
    <message>
        <source>Memory of the worker.</source>
        <translation>Speicher des Arbeiters.</translation>
    </message>
    <message>
        <source>Rows left out of the step because a value was not finite.</source>
        <translation>Zeilen, die der Schritt ausließ, weil ein Wert nicht endlich war.</translation>
    </message>
    <message>
        <source>The preference part of the loss.</source>
        <translation>Der Vorzugsteil des Verlusts.</translation>
    </message>
    <message>
        <source>The likelihood part of the loss.</source>
        <translation>Der Wahrscheinlichkeitsteil des Verlusts.</translation>
    </message>
    <message>
        <source>Mean reward of the answers that the model wrote for the step.</source>
        <translation>Mittlere Belohnung der Antworten, die das Modell für den Schritt schrieb.</translation>
    </message>
    <message>
        <source>How much the rewards of one prompt&apos;s answers differ, averaged over prompts.</source>
        <translation>Wie sehr sich die Belohnungen der Antworten eines Prompts unterscheiden, gemittelt über Prompts.</translation>
    </message>
    <message>
        <source>Share of prompts whose answers all have the same reward and teach nothing.</source>
        <translation>Anteil der Prompts, deren Antworten alle gleich belohnt sind und nichts lehren.</translation>
    </message>
    <message>
        <source>Share of tokens whose ratio to the writing model is outside the clip.</source>
        <translation>Anteil der Token, deren Verhältnis zum schreibenden Modell außerhalb der Grenzen liegt.</translation>
    </message>
    <message>
        <source>Mean length of the written answers in tokens.</source>
        <translation>Mittlere Länge der geschriebenen Antworten in Token.</translation>
    </message>
    <message>
        <source>Share of written answers that reached the limit before their end.</source>
        <translation>Anteil der geschriebenen Antworten, die vor ihrem Ende an die Grenze kamen.</translation>
    </message>
    <message>
        <source>The part of the loss that moves the answers.</source>
        <translation>Der Teil des Verlusts, der die Antworten bewegt.</translation>
    </message>
    <message>
        <source>The critic&apos;s part of the loss.</source>
        <translation>Der Anteil der Wertschätzung am Verlust.</translation>
    </message>
    <message>
        <source>The part that draws right solutions to the annotated ones.</source>
        <translation>Der Teil, der richtige Lösungen zu den annotierten hinzieht.</translation>
    </message>
    <message>
        <source>The part that pushes away from the start model&apos;s answers.</source>
        <translation>Der Teil, der von den Antworten des Startmodells wegdrückt.</translation>
    </message>
    <message>
        <source>Minus the mean entropy, before its weight.</source>
        <translation>Minus die mittlere Entropie, vor ihrem Gewicht.</translation>
    </message>
    <message>
        <source>How surprising the imitated answers are, a token.</source>
        <translation>Wie überraschend die nachgeahmten Antworten sind, je Token.</translation>
    </message>
    <message>
        <source>The odds part of the loss, with its weight.</source>
        <translation>Der Odds-Teil des Verlusts mit seinem Gewicht.</translation>
    </message>
    <message>
        <source>Share of pairs that have not reached their margin and still train.</source>
        <translation>Anteil der Paare, die ihren Abstand noch nicht erreicht haben und trainieren.</translation>
    </message>
    <message>
        <source>The reward that counts as average: BCO&apos;s shift.</source>
        <translation>Die Belohnung, die als durchschnittlich zählt: die Verschiebung von BCO.</translation>
    </message>
    <message>
        <source>Share of tokens whose log-ratio lies inside the bounds.</source>
        <translation>Anteil der Tokens, deren Log-Verhältnis innerhalb der Grenzen liegt.</translation>
    </message>
    <message>
        <source>Smallest weight of a pair of the step.</source>
        <translation>Kleinstes Gewicht eines Paars im Schritt.</translation>
    </message>
    <message>
        <source>Largest weight of a pair of the step.</source>
        <translation>Größtes Gewicht eines Paars im Schritt.</translation>
    </message>
    <message>
        <source>Mean log-odds of the chosen against the rejected answer.</source>
        <translation>Mittlere logarithmierte Quote der gewählten gegen die abgelehnte Antwort.</translation>
    </message>
    <message>
        <source>Mean log-sigmoid of the odds of the chosen against the rejected answer.</source>
        <translation>Mittlerer Log-Sigmoid der Quote der gewählten gegen die abgelehnte Antwort.</translation>
    </message>
    <message>
        <source>Plain loss of the answers, without the weights of the objective.</source>
        <translation>Reiner Verlust der Antworten, ohne die Gewichte des Ziels.</translation>
    </message>
    <message>
        <source>Mean weight that the objective gives to tokens or answers.</source>
        <translation>Mittleres Gewicht, das das Ziel Tokens oder Antworten gibt.</translation>
    </message>
    <message>
        <source>Share of pairs of answers that the model orders as their scores do.</source>
        <translation>Anteil der Antwortpaare, die das Modell wie ihre Punktzahlen ordnet.</translation>
    </message>
    <message>
        <source>Pairs in the right order minus pairs in the wrong one, as a share.</source>
        <translation>Paare in richtiger minus Paare in falscher Reihenfolge, als Anteil.</translation>
    </message>
    <message>
        <source>Share of verdicts or pairs that the scores get right.</source>
        <translation>Anteil der Urteile oder Paare, die die Punktzahlen richtig treffen.</translation>
    </message>
    <message>
        <source>Accuracy on right and on wrong steps, averaged.</source>
        <translation>Trefferquote bei richtigen und bei falschen Schritten, gemittelt.</translation>
    </message>
    <message>
        <source>Score of the chosen minus score of the rejected answer.</source>
        <translation>Punktzahl der bevorzugten minus Punktzahl der abgelehnten Antwort.</translation>
    </message>
    <message>
        <source>Lowest score in the step.</source>
        <translation>Niedrigste Punktzahl des Schritts.</translation>
    </message>
    <message>
        <source>Mean score in the step.</source>
        <translation>Mittlere Punktzahl des Schritts.</translation>
    </message>
    <message>
        <source>Highest score in the step.</source>
        <translation>Höchste Punktzahl des Schritts.</translation>
    </message>
    <message>
        <source>The likelihood part of the loss, weighted by probability.</source>
        <translation>Der Wahrscheinlichkeitsteil des Verlusts, gewichtet mit der Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>The divergence part of the loss: distance from the start model.</source>
        <translation>Der Divergenzteil des Verlusts: Abstand vom Startmodell.</translation>
    </message>
    <message>
        <source>The steadiness part of the loss: distance of inner states.</source>
        <translation>Der Ruheteil des Verlusts: Abstand innerer Zustände.</translation>
    </message>
    <message>
        <source>Entropy as the bonus sees it.</source>
        <translation>Entropie, wie die Zugabe sie sieht.</translation>
    </message>
    <message>
        <source>One term of a mix, before its weight.</source>
        <translation>Ein Term einer Mischung, vor seinem Gewicht.</translation>
    </message>
    <message>
        <source>Estimated share of right labels of an annotator.</source>
        <translation>Geschätzter Anteil richtiger Urteile einer Person.</translation>
    </message>
    <message>
        <source>Seconds spent on making rows ready.</source>
        <translation>Sekunden, in denen Zeilen bereitgemacht wurden.</translation>
    </message>
    <message>
        <source>Seconds the model spent on log-probs.</source>
        <translation>Sekunden, in denen das Modell Log-Wahrscheinlichkeiten berechnete.</translation>
    </message>
    <message>
        <source>Seconds spent on the loss and its slopes.</source>
        <translation>Sekunden für den Verlust und seine Steigungen.</translation>
    </message>
    <message>
        <source>Seconds spent on gradients.</source>
        <translation>Sekunden für die Gradienten.</translation>
    </message>
    <message>
        <source>Seconds spent on updating the weights.</source>
        <translation>Sekunden für die Anpassung der Gewichte.</translation>
    </message>
    <message>
        <source>Mean chance that the model&apos;s answer beats the mixture&apos;s.</source>
        <translation>Mittlere Aussicht, dass die Antwort des Modells die der Mischung schlägt.</translation>
    </message>
    <message>
        <source>Share of the step&apos;s rows that are answers of the model itself.</source>
        <translation>Anteil der Zeilen des Schritts, die eigene Antworten des Modells sind.</translation>
    </message>
    <message>
        <source>Entropy from which tokens are learnt from in this step.</source>
        <translation>Entropie, ab der in diesem Schritt von Token gelernt wird.</translation>
    </message>
    <message>
        <source>Share of answer tokens that are hidden while they are read.</source>
        <translation>Anteil der Antworttoken, die beim Lesen verborgen sind.</translation>
    </message>
    <message>
        <source>Share of the weights that train.</source>
        <translation>Anteil der Gewichte, die lernen.</translation>
    </message>
    <message>
        <source>Which draw of the half that trains is in force.</source>
        <translation>Welche Ziehung der lernenden Hälfte gilt.</translation>
    </message>
    <message>
        <source>Weight of one term of a mix at this step.</source>
        <translation>Gewicht eines Teils der Mischung in diesem Schritt.</translation>
    </message>
    <message>
        <source>Share of its threads&apos; time that the worker computed in.</source>
        <translation>Anteil der Zeit seiner Threads, in der der Worker rechnete.</translation>
    </message>
    <message>
        <source>Seconds spent on waiting for other ranks.</source>
        <translation>Sekunden, in denen auf andere Prozesse gewartet wurde.</translation>
    </message>
</context>
<context>
    <name>model</name>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>Die Datei lässt sich nicht lesen: %1.</translation>
    </message>
    <message>
        <source>The model has no module &quot;%1&quot;, which the adapter stands on.</source>
        <translation>Das Modell hat kein Modul „%1“, auf dem der Adapter steht.</translation>
    </message>
    <message>
        <source>The adapter&apos;s targets mean no module of this model.</source>
        <translation>Die Ziele des Adapters meinen kein Modul dieses Modells.</translation>
    </message>
    <message>
        <source>Take &quot;all-linear&quot;, or names like q_proj.</source>
        <translation>„all-linear“ nehmen oder Namen wie q_proj.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; of the adapter %2.</source>
        <translation>„%1“ des Adapters %2.</translation>
    </message>
    <message>
        <source>Adapter and base must be of the same model.</source>
        <translation>Adapter und Basis müssen vom selben Modell sein.</translation>
    </message>
    <message>
        <source>Leave it out of the targets.</source>
        <translation>Es aus den Zielen lassen.</translation>
    </message>
    <message>
        <source>Merge the adapter into its base with PEFT and load the result.</source>
        <translation>Den Adapter mit PEFT in seine Basis rechnen und das Ergebnis laden.</translation>
    </message>
    <message>
        <source>The adapter&apos;s settings are not a JSON object.</source>
        <translation>Die Einstellungen des Adapters sind kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The adapter is a pickle (adapter_model.bin), which can run code when opened.</source>
        <translation>Der Adapter ist ein Pickle (adapter_model.bin), das beim Öffnen Code ausführen kann.</translation>
    </message>
    <message>
        <source>Save it with PEFT as safetensors first.</source>
        <translation>Zuerst mit PEFT als safetensors speichern.</translation>
    </message>
    <message>
        <source>Choose a model of one of these types: %1.</source>
        <translation>Ein Modell eines dieser Typen wählen: %1.</translation>
    </message>
    <message>
        <source>The model does not fit: %1.</source>
        <translation>Das Modell passt nicht: %1.</translation>
    </message>
    <message>
        <source>Close other programs or choose a smaller model.</source>
        <translation>Andere Programme schließen oder ein kleineres Modell wählen.</translation>
    </message>
    <message>
        <source>The base of the adapter is an adapter itself.</source>
        <translation>Die Basis des Adapters ist selbst ein Adapter.</translation>
    </message>
    <message>
        <source>Merge that adapter with its base first.</source>
        <translation>Zuerst jenen Adapter mit seiner Basis verschmelzen.</translation>
    </message>
    <message>
        <source>The run has no checkpoint yet.</source>
        <translation>Der Lauf hat noch keinen gespeicherten Stand.</translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; is not part of the model and is ignored.</source>
        <translation>Der Tensor „%1“ gehört nicht zum Modell und bleibt außer Acht.</translation>
    </message>
    <message>
        <source>So are %1 more tensors.</source>
        <translation>Ebenso %1 weitere Tensoren.</translation>
    </message>
    <message>
        <source>The tokenizer knows %1 tokens, but the model has only %2.</source>
        <translation>Der Tokenizer kennt %1 Tokens, das Modell hat aber nur %2.</translation>
    </message>
    <message>
        <source>The tokenizer and the weights are of different models.</source>
        <translation>Tokenizer und Gewichte sind von verschiedenen Modellen.</translation>
    </message>
    <message>
        <source>It reads plain text; conversations need a template.</source>
        <translation>Es liest reinen Text; Gespräche brauchen eine Vorlage.</translation>
    </message>
    <message>
        <source>The merged weight &quot;%1&quot; holds a number that is not finite.</source>
        <translation>Das verschmolzene Gewicht „%1“ enthält eine Zahl, die nicht endlich ist.</translation>
    </message>
    <message>
        <source>Take another checkpoint, or a type with more room.</source>
        <translation>Einen anderen Stand nehmen oder einen Typ mit mehr Platz.</translation>
    </message>
    <message>
        <source>There is no adapter to merge.</source>
        <translation>Es gibt keinen Adapter zum Verschmelzen.</translation>
    </message>
    <message>
        <source>The file cannot be opened.</source>
        <translation>Die Datei lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Choose a folder with config.json and model.safetensors.</source>
        <translation>Einen Ordner mit config.json und model.safetensors wählen.</translation>
    </message>
    <message>
        <source>The file is not a JSON object.</source>
        <translation>Die Datei ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The base model&apos;s config.json is not a JSON object.</source>
        <translation>config.json des Basismodells ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The file cannot be written.</source>
        <translation>Die Datei lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>A shard lacks a tensor that the list of shards names.</source>
        <translation>Einer Teildatei fehlt ein Tensor, den die Liste der Teildateien nennt.</translation>
    </message>
    <message>
        <source>Fetch the model folder again.</source>
        <translation>Den Modellordner noch einmal holen.</translation>
    </message>
    <message>
        <source>The model folder cannot be written: %1.</source>
        <translation>Der Modellordner lässt sich nicht schreiben: %1.</translation>
    </message>
    <message>
        <source>A weight is not a finite number: it cannot be packed.</source>
        <translation>Ein Gewicht ist keine endliche Zahl: Es lässt sich nicht packen.</translation>
    </message>
    <message>
        <source>Fetch the model again, or train it with dense weights.</source>
        <translation>Das Modell noch einmal holen oder mit ungepackten Gewichten trainieren.</translation>
    </message>
    <message>
        <source>Marginalia computes the kinds default, linear, dynamic, llama3, yarn and longrope.</source>
        <translation>Marginalia rechnet die Arten default, linear, dynamic, llama3, yarn und longrope.</translation>
    </message>
    <message>
        <source>The file has no tensor &quot;%1&quot;.</source>
        <translation>Die Datei hat keinen Tensor „%1“.</translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; has the type %2, which Marginalia does not compute with.</source>
        <translation>Der Tensor „%1“ hat den Typ %2, mit dem Marginalia nicht rechnet.</translation>
    </message>
    <message>
        <source>This is not a whole safetensors file: %1.</source>
        <translation>Das ist keine ganze safetensors-Datei: %1.</translation>
    </message>
    <message>
        <source>Fetch or copy the file again.</source>
        <translation>Die Datei noch einmal holen oder kopieren.</translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; cannot be stored as safetensors.</source>
        <translation>Der Tensor „%1“ lässt sich nicht als safetensors speichern.</translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; would be written twice.</source>
        <translation>Der Tensor „%1“ würde zweimal geschrieben.</translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; has the shape %2, but %3 of config.json asks for %4.</source>
        <translation>Der Tensor „%1“ hat die Form %2, aber %3 in config.json verlangt %4.</translation>
    </message>
    <message>
        <source>config.json and the weights are of different models.</source>
        <translation>config.json und die Gewichte gehören zu verschiedenen Modellen.</translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; is missing (%2, tie_word_embeddings and the bias keys of config.json ask for it).</source>
        <translation>Der Tensor „%1“ fehlt (%2, tie_word_embeddings und die bias-Schlüssel von config.json verlangen ihn).</translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; is stored as %2, which is not trained here.</source>
        <translation>Der Tensor „%1“ liegt als %2 vor, das hier nicht trainiert wird.</translation>
    </message>
    <message>
        <source>The list of shards cannot be used: %1.</source>
        <translation>Die Liste der Teildateien ist nicht brauchbar: %1.</translation>
    </message>
    <message>
        <source>The weights are a pickle (pytorch_model.bin), which can run code when opened.</source>
        <translation>Die Gewichte sind ein Pickle (pytorch_model.bin), das beim Öffnen Code ausführen kann.</translation>
    </message>
    <message>
        <source>Convert the model to safetensors first.</source>
        <translation>Das Modell erst in safetensors umwandeln.</translation>
    </message>
    <message>
        <source>The folder has no model.safetensors.</source>
        <translation>Der Ordner hat keine model.safetensors.</translation>
    </message>
    <message>
        <source>This is neither a file nor a folder.</source>
        <translation>Das ist weder Datei noch Ordner.</translation>
    </message>
    <message>
        <source>Take it out of the model&apos;s folder.</source>
        <translation>Es aus dem Ordner des Modells nehmen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is held packed and cannot be trained whole.</source>
        <translation>„%1“ liegt gepackt vor und lässt sich nicht ganz trainieren.</translation>
    </message>
    <message>
        <source>Leave it out of modules_to_save, or load the base with dense weights.</source>
        <translation>Es aus modules_to_save lassen oder die Basis mit ungepackten Gewichten laden.</translation>
    </message>
    <message>
        <source>The tensor &quot;%1&quot; holds a number that is not finite: it cannot be packed.</source>
        <translation>Der Tensor „%1“ enthält eine Zahl, die nicht endlich ist: Er lässt sich nicht packen.</translation>
    </message>
    <message>
        <source>Weights held as %1 stay as they are: only an adapter beside them can be trained.</source>
        <translation>Gewichte, die als %1 vorliegen, bleiben, wie sie sind: Nur ein Adapter daneben lässt sich trainieren.</translation>
    </message>
    <message>
        <source>Train an adapter (method lora), or take dense.</source>
        <translation>Einen Adapter trainieren (Methode lora) oder ungepackt nehmen.</translation>
    </message>
    <message>
        <source>The base is held packed, and merging goes into its own weights.</source>
        <translation>Die Basis liegt gepackt vor, und das Verschmelzen geht in ihre eigenen Gewichte.</translation>
    </message>
    <message>
        <source>Load the base with dense weights to merge.</source>
        <translation>Zum Verschmelzen die Basis mit ungepackten Gewichten laden.</translation>
    </message>
    <message>
        <source>The file is nested more than 500 deep.</source>
        <translation>Die Datei ist mehr als 500 tief verschachtelt.</translation>
    </message>
    <message>
        <source>The adapter&apos;s base model &quot;%1&quot; is not on this machine.</source>
        <translation>Das Basismodell „%1“ des Adapters ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Put its folder there, or name it in adapter_config.json under base_model_name_or_path.</source>
        <translation>Seinen Ordner dort ablegen oder ihn in adapter_config.json unter base_model_name_or_path nennen.</translation>
    </message>
    <message>
        <source>%1 is not a positive integer of a size that models have.</source>
        <translation>%1 ist keine positive ganze Zahl in einer Größe, die Modelle haben.</translation>
    </message>
    <message>
        <source>%1 is not a number.</source>
        <translation>%1 ist keine Zahl.</translation>
    </message>
    <message>
        <source>%1 is not positive.</source>
        <translation>%1 ist nicht positiv.</translation>
    </message>
    <message>
        <source>%1 is not true or false.</source>
        <translation>%1 ist weder true noch false.</translation>
    </message>
    <message>
        <source>%1 differs by kind of layer, which is not computed here.</source>
        <translation>%1 unterscheidet sich je Art der Schicht; das wird hier nicht gerechnet.</translation>
    </message>
    <message>
        <source>%1 other than 1 is not computed for this model_type.</source>
        <translation>%1 ungleich 1 wird für diesen model_type nicht gerechnet.</translation>
    </message>
    <message>
        <source>%1 is not a share between 0 and 1.</source>
        <translation>%1 ist kein Anteil zwischen 0 und 1.</translation>
    </message>
    <message>
        <source>%1 gives an odd number of rotated dimensions.</source>
        <translation>%1 ergibt eine ungerade Zahl gedrehter Dimensionen.</translation>
    </message>
    <message>
        <source>%1 is not a positive number.</source>
        <translation>%1 ist keine positive Zahl.</translation>
    </message>
    <message>
        <source>%1 does not have num_hidden_layers entries.</source>
        <translation>%1 hat nicht num_hidden_layers Einträge.</translation>
    </message>
    <message>
        <source>%1 has an entry other than 0 and 1.</source>
        <translation>%1 hat einen anderen Eintrag als 0 und 1.</translation>
    </message>
    <message>
        <source>%1 names a kind of attention that is not computed here.</source>
        <translation>%1 nennt eine Art von Attention, die hier nicht gerechnet wird.</translation>
    </message>
    <message>
        <source>%1 is not an integer.</source>
        <translation>%1 ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>%1 is a mechanism that is not computed here for &quot;%2&quot;.</source>
        <translation>%1 ist ein Verfahren, das hier für „%2“ nicht gerechnet wird.</translation>
    </message>
    <message>
        <source>%1 does not divide num_attention_heads.</source>
        <translation>%1 teilt num_attention_heads nicht.</translation>
    </message>
    <message>
        <source>%1 is larger than hidden_size.</source>
        <translation>%1 ist größer als hidden_size.</translation>
    </message>
    <message>
        <source>%1 is larger than num_local_experts.</source>
        <translation>%1 ist größer als num_local_experts.</translation>
    </message>
    <message>
        <source>%1 &quot;%2&quot; is not computed here.</source>
        <translation>%1 „%2“ wird hier nicht gerechnet.</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>%1 fehlt.</translation>
    </message>
    <message>
        <source>%1 has the wrong length.</source>
        <translation>%1 hat die falsche Länge.</translation>
    </message>
    <message>
        <source>%1 has a value that is not a positive number.</source>
        <translation>%1 enthält einen Wert, der keine positive Zahl ist.</translation>
    </message>
    <message>
        <source>%1 &quot;%2&quot; is not known.</source>
        <translation>%1 „%2“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>output_router_logits is true: the loss that balances the experts is left out.</source>
        <translation>output_router_logits ist true: der Verlust, der die Experten ausgleicht, wird weggelassen.</translation>
    </message>
    <message>
        <source>The head &quot;score.weight&quot; does not fit the model.</source>
        <translation>Der Kopf „score.weight“ passt nicht zum Modell.</translation>
    </message>
    <message>
        <source>The head adds a bias (&quot;score.bias&quot;).</source>
        <translation>Der Kopf addiert einen Bias (&quot;score.bias&quot;).</translation>
    </message>
    <message>
        <source>Take a model without a head.</source>
        <translation>Nimm ein Modell ohne Kopf.</translation>
    </message>
    <message>
        <source>Share it among more processes, or choose a smaller model.</source>
        <translation>Auf mehr Prozesse verteilen oder ein kleineres Modell wählen.</translation>
    </message>
    <message>
        <source>%1 and the other sizes make more weights than models have.</source>
        <translation>%1 und die anderen Größen ergeben mehr Gewichte, als Modelle haben.</translation>
    </message>
</context>
<context>
    <name>objectives</name>
    <message>
        <source>β</source>
        <translation>β</translation>
    </message>
    <message>
        <source>Pull towards the start model. Small values let the model move far; 0.1 is usual.</source>
        <translation>Zug zum Startmodell. Kleine Werte lassen das Modell weit gehen; 0,1 ist üblich.</translation>
    </message>
    <message>
        <source>SFT</source>
        <translation>SFT</translation>
    </message>
    <message>
        <source>imitation</source>
        <translation>Nachahmung</translation>
    </message>
    <message>
        <source>Makes the answers of the data more likely, token by token.</source>
        <translation>Macht die Antworten der Daten wahrscheinlicher, Token für Token.</translation>
    </message>
    <message>
        <source>You have good answers and no comparisons, or want a warm start before DPO.</source>
        <translation>Für gute Antworten ohne Vergleiche oder als warmer Anfang vor DPO.</translation>
    </message>
    <message>
        <source>Repeats the data when trained too long; learns nothing from rejected answers.</source>
        <translation>Wiederholt bei zu langem Training die Daten; lernt nichts aus abgelehnten Antworten.</translation>
    </message>
    <message>
        <source>Held-out loss: when it rises while the loss falls, stop.</source>
        <translation>Zurückgehaltener Verlust: wenn er steigt, während der Verlust fällt, anhalten.</translation>
    </message>
    <message>
        <source>Average over</source>
        <translation>Mitteln über</translation>
    </message>
    <message>
        <source>all tokens of the step</source>
        <translation>alle Tokens des Schritts</translation>
    </message>
    <message>
        <source>each answer, then answers</source>
        <translation>jede Antwort, dann die Antworten</translation>
    </message>
    <message>
        <source>Whether long answers count more than short ones.</source>
        <translation>Ob lange Antworten mehr zählen als kurze.</translation>
    </message>
    <message>
        <source>DPO</source>
        <translation>DPO</translation>
    </message>
    <message>
        <source>direct preference</source>
        <translation>direkter Vorzug</translation>
    </message>
    <message>
        <source>Raises the chosen answer above the rejected one, measured against the start model.</source>
        <translation>Hebt die bevorzugte Antwort über die abgelehnte, gemessen am Startmodell.</translation>
    </message>
    <message>
        <source>You have pairs with a clear better answer.</source>
        <translation>Für Paare mit einer klar besseren Antwort.</translation>
    </message>
    <message>
        <source>Both log-probs can fall while the margin grows; add an SFT term then.</source>
        <translation>Beide Log-Wahrscheinlichkeiten können fallen, während der Abstand wächst; dann einen SFT-Term hinzufügen.</translation>
    </message>
    <message>
        <source>Log-probs of the chosen answers and the held-out accuracy.</source>
        <translation>Log-Wahrscheinlichkeiten der bevorzugten Antworten und die zurückgehaltene Trefferquote.</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>Glättung der Urteile</translation>
    </message>
    <message>
        <source>Share of your labels that you believe to be the wrong way round.</source>
        <translation>Anteil der Urteile, die vermutlich verkehrt herum sind.</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>all pairs alike</source>
        <translation>alle Paare gleich</translation>
    </message>
    <message>
        <source>much better asks for a larger margin</source>
        <translation>viel besser verlangt einen größeren Abstand</translation>
    </message>
    <message>
        <source>Whether slightly, plainly and much better ask for different margins.</source>
        <translation>Ob etwas, klar und viel besser verschiedene Abstände verlangen.</translation>
    </message>
    <message>
        <source>SFT term averages over</source>
        <translation>SFT-Term mittelt über</translation>
    </message>
    <message>
        <source>all chosen tokens of the step</source>
        <translation>alle bevorzugten Tokens des Schritts</translation>
    </message>
    <message>
        <source>nothing: the sum of each answer</source>
        <translation>nichts: die Summe jeder Antwort</translation>
    </message>
    <message>
        <source>Only with an SFT term; the sum needs a weight some hundred times smaller.</source>
        <translation>Nur mit einem SFT-Term; die Summe braucht ein einige hundert Mal kleineres Gewicht.</translation>
    </message>
    <message>
        <source>KTO</source>
        <translation>KTO</translation>
    </message>
    <message>
        <source>thumbs up or down</source>
        <translation>Daumen hoch oder runter</translation>
    </message>
    <message>
        <source>Makes good answers likelier and bad ones unlikelier than a moving reference point.</source>
        <translation>Macht gute Antworten wahrscheinlicher und schlechte unwahrscheinlicher als einen beweglichen Bezugspunkt.</translation>
    </message>
    <message>
        <source>Your labels are good or bad, not pairs; it also uses both good and both bad.</source>
        <translation>Für Urteile gut oder schlecht statt Paaren; nutzt auch beide gut und beide schlecht.</translation>
    </message>
    <message>
        <source>Lopsided labels: balance the two weights when one kind is rare.</source>
        <translation>Schiefe Urteile: die zwei Gewichte ausgleichen, wenn eine Art selten ist.</translation>
    </message>
    <message>
        <source>The reference point: when it runs away, lower the learning rate.</source>
        <translation>Der Bezugspunkt: wenn er davonläuft, die Lernrate senken.</translation>
    </message>
    <message>
        <source>Weight of good</source>
        <translation>Gewicht der guten</translation>
    </message>
    <message>
        <source>Raise it when good answers are rare.</source>
        <translation>Erhöhen, wenn gute Antworten selten sind.</translation>
    </message>
    <message>
        <source>Weight of bad</source>
        <translation>Gewicht der schlechten</translation>
    </message>
    <message>
        <source>Raise it when bad answers are rare.</source>
        <translation>Erhöhen, wenn schlechte Antworten selten sind.</translation>
    </message>
    <message>
        <source>Reference point from</source>
        <translation>Bezugspunkt aus</translation>
    </message>
    <message>
        <source>one drawn partner a record</source>
        <translation>einem gezogenen Partner je Datensatz</translation>
    </message>
    <message>
        <source>the neighbour in the batch, as TRL</source>
        <translation>dem Nachbarn im Stapel, wie TRL</translation>
    </message>
    <message>
        <source>Which other answer stands beside a prompt to measure drift.</source>
        <translation>Welche andere Antwort neben einer Frage steht, um die Bewegung zu messen.</translation>
    </message>
    <message>
        <source>Empty partners</source>
        <translation>Leere Partner</translation>
    </message>
    <message>
        <source>count as no drift, as TRL</source>
        <translation>zählen als keine Bewegung, wie TRL</translation>
    </message>
    <message>
        <source>are left out</source>
        <translation>bleiben außen vor</translation>
    </message>
    <message>
        <source>What an empty partner answer adds to the reference point.</source>
        <translation>Was eine leere Partnerantwort zum Bezugspunkt beiträgt.</translation>
    </message>
    <message>
        <source>There is no parameter &quot;%1&quot; here.</source>
        <translation>Einen Parameter „%1“ gibt es hier nicht.</translation>
    </message>
    <message>
        <source>The objective &quot;%1&quot; is not in this version.</source>
        <translation>Das Ziel „%1“ gibt es in dieser Version nicht.</translation>
    </message>
    <message>
        <source>Records cannot carry the scores that it needs yet.</source>
        <translation>Datensätze können die nötigen Punkte noch nicht tragen.</translation>
    </message>
    <message>
        <source>GKD (generalised knowledge distillation)</source>
        <translation>GKD (verallgemeinerte Wissensdestillation)</translation>
    </message>
    <message>
        <source>Makes a small model&apos;s next-token probabilities those of a larger one, on given texts and on its own.</source>
        <translation>Gleicht die Wahrscheinlichkeiten eines kleinen Modells denen eines größeren an, auf gegebenen Texten und auf eigenen.</translation>
    </message>
    <message>
        <source>A larger model with the same vocabulary does what you want.</source>
        <translation>Ein größeres Modell mit demselben Vokabular kann, was gewünscht ist.</translation>
    </message>
    <message>
        <source>Both models are in memory. With given texts only, the student never learns to recover from its own mistakes.</source>
        <translation>Beide Modelle liegen im Speicher. Nur mit gegebenen Texten lernt der Schüler nie, sich von eigenen Fehlern zu erholen.</translation>
    </message>
    <message>
        <source>The loss on held-out texts, and samples: reverse KL makes answers similar to each other.</source>
        <translation>Den Verlust auf zurückgehaltenen Texten und Proben: Umgekehrte KL macht Antworten einander ähnlich.</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>0: cover everything the teacher says (forward KL); 1: keep to what it says most (reverse KL).</source>
        <translation>0: alles abdecken, was der Lehrer sagt (Vorwärts-KL); 1: bei dem bleiben, was er am meisten sagt (Rückwärts-KL).</translation>
    </message>
    <message>
        <source>Temperature of the loss</source>
        <translation>Temperatur des Verlusts</translation>
    </message>
    <message>
        <source>Above 1 unlikely tokens count more.</source>
        <translation>Über 1 zählen unwahrscheinliche Token mehr.</translation>
    </message>
    <message>
        <source>Own texts</source>
        <translation>Eigene Texte</translation>
    </message>
    <message>
        <source>MiniLLM (reverse-KL distillation by policy gradient)</source>
        <translation>MiniLLM (Destillation mit Rückwärts-KL)</translation>
    </message>
    <message>
        <source>Trains a small model on its own texts to say what the larger one finds likely, and to drop what it does not.</source>
        <translation>Trainiert ein kleines Modell auf eigenen Texten, zu sagen, was das größere wahrscheinlich findet, und das andere zu lassen.</translation>
    </message>
    <message>
        <source>The student is much smaller than the teacher and cannot cover everything it says.</source>
        <translation>Der Schüler ist viel kleiner als der Lehrer und kann nicht alles abdecken.</translation>
    </message>
    <message>
        <source>Answers become alike; with a discount near 1 and no length norm the gradient is noisy.</source>
        <translation>Antworten gleichen sich an; mit Abzinsung nahe 1 und ohne Längennorm ist der Gradient verrauscht.</translation>
    </message>
    <message>
        <source>Entropy beside the loss.</source>
        <translation>Die Entropie neben dem Verlust.</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Abzinsung</translation>
    </message>
    <message>
        <source>0: a token answers for itself; 1: for all that follows.</source>
        <translation>0: Ein Token steht für sich ein; 1: für alles Folgende.</translation>
    </message>
    <message>
        <source>Advantages</source>
        <translation>Vorteile</translation>
    </message>
    <message>
        <source>as sums</source>
        <translation>als Summen</translation>
    </message>
    <message>
        <source>as means</source>
        <translation>als Mittel</translation>
    </message>
    <message>
        <source>Means keep early tokens of long answers from dominating.</source>
        <translation>Mittel verhindern, dass frühe Token langer Antworten überwiegen.</translation>
    </message>
    <message>
        <source>Exact KL of each token</source>
        <translation>Genaue KL jedes Tokens</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>weggelassen</translation>
    </message>
    <message>
        <source>added</source>
        <translation>dazu</translation>
    </message>
    <message>
        <source>Lowers the noise at the cost of the whole vocabulary.</source>
        <translation>Senkt das Rauschen zum Preis des ganzen Vokabulars.</translation>
    </message>
    <message>
        <source>RWR: likelihood weighted by the answer&apos;s score</source>
        <translation>RWR: Wahrscheinlichkeit, gewichtet mit der Punktzahl der Antwort</translation>
    </message>
    <message>
        <source>Copies every answer, the better ones more strongly, or only the best of each prompt.</source>
        <translation>Ahmt jede Antwort nach, die besseren stärker, oder nur die beste je Frage.</translation>
    </message>
    <message>
        <source>Your answers have scores, and the good ones are already likely for the model.</source>
        <translation>Wenn die Antworten Punktzahlen haben und die guten dem Modell schon naheliegen.</translation>
    </message>
    <message>
        <source>Never pushes bad answers down, so it lags behind DPO when good answers are still rare.</source>
        <translation>Drückt schlechte Antworten nie herab und bleibt hinter DPO zurück, solange gute noch selten sind.</translation>
    </message>
    <message>
        <source>The mean weight: near its upper limit most answers count alike, near zero few count at all.</source>
        <translation>Das mittlere Gewicht: nahe der Obergrenze zählen die meisten Antworten gleich, nahe null kaum eine.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Difference of score that changes the weight by a factor of e; small values let only the best count.</source>
        <translation>Punktunterschied, der das Gewicht um den Faktor e ändert; kleine Werte lassen nur die besten zählen.</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Grundlinie</translation>
    </message>
    <message>
        <source>Score that gets weight 1 in the exponential form.</source>
        <translation>Punktzahl, die in der Exponentialform das Gewicht 1 bekommt.</translation>
    </message>
    <message>
        <source>Least weight</source>
        <translation>Kleinstes Gewicht</translation>
    </message>
    <message>
        <source>No answer counts less than this in the exponential form.</source>
        <translation>Weniger zählt in der Exponentialform keine Antwort.</translation>
    </message>
    <message>
        <source>Greatest weight</source>
        <translation>Größtes Gewicht</translation>
    </message>
    <message>
        <source>No answer counts more: keeps a single high score from ruling a step.</source>
        <translation>Mehr zählt keine Antwort: damit eine einzelne hohe Punktzahl keinen Schritt beherrscht.</translation>
    </message>
    <message>
        <source>Answers kept</source>
        <translation>Behaltene Antworten</translation>
    </message>
    <message>
        <source>How many of the best answers of a prompt are copied when only the best are.</source>
        <translation>Wie viele der besten Antworten einer Frage nachgeahmt werden, wenn nur die besten zählen.</translation>
    </message>
    <message>
        <source>Weight of an answer</source>
        <translation>Gewicht einer Antwort</translation>
    </message>
    <message>
        <source>exponential of its score</source>
        <translation>Exponential der Punktzahl</translation>
    </message>
    <message>
        <source>sigmoid of its score</source>
        <translation>Sigmoid der Punktzahl</translation>
    </message>
    <message>
        <source>the best of a prompt only</source>
        <translation>nur die beste je Frage</translation>
    </message>
    <message>
        <source>chosen answers only</source>
        <translation>nur bevorzugte Antworten</translation>
    </message>
    <message>
        <source>How a score becomes a weight; the last two drop the other answers.</source>
        <translation>Wie aus der Punktzahl ein Gewicht wird; die letzten beiden lassen die übrigen Antworten fallen.</translation>
    </message>
    <message>
        <source>Divide by</source>
        <translation>Teilen durch</translation>
    </message>
    <message>
        <source>tokens of all answers</source>
        <translation>Tokens aller Antworten</translation>
    </message>
    <message>
        <source>tokens of answers that count</source>
        <translation>Tokens der Antworten, die zählen</translation>
    </message>
    <message>
        <source>With the second, steps with few good answers are as large as others.</source>
        <translation>Mit dem zweiten sind Schritte mit wenigen guten Antworten so groß wie andere.</translation>
    </message>
    <message>
        <source>DFT: dynamic fine-tuning</source>
        <translation>DFT: dynamisches Feinabstimmen</translation>
    </message>
    <message>
        <source>Copies answers, but lets each token count by how likely the model already finds it.</source>
        <translation>Ahmt Antworten nach, aber jeder Token zählt so viel, wie das Modell ihn schon erwartet.</translation>
    </message>
    <message>
        <source>The model knows the subject and should learn to use it well: mathematics, code, reasoning.</source>
        <translation>Wenn das Modell den Stoff kennt und ihn gut nutzen lernen soll: Mathematik, Programme, Schlussfolgern.</translation>
    </message>
    <message>
        <source>Ignores tokens that surprise the model, so it does not learn new facts or a new format.</source>
        <translation>Übergeht Tokens, die das Modell überraschen; neue Tatsachen oder Formate lernt es so nicht.</translation>
    </message>
    <message>
        <source>The plain likelihood beside the loss: the loss itself may rise while the model improves.</source>
        <translation>Die reine Wahrscheinlichkeit neben dem Verlust: der Verlust selbst kann steigen, während das Modell besser wird.</translation>
    </message>
    <message>
        <source>Anchored SFT: dynamic fine-tuning held near the start model</source>
        <translation>Verankertes SFT: dynamisches Feinabstimmen nahe am Startmodell</translation>
    </message>
    <message>
        <source>Dynamic fine-tuning that pays for every token whose whole distribution leaves the start model.</source>
        <translation>Dynamisches Feinabstimmen, das für jeden Token zahlt, dessen ganze Verteilung das Startmodell verlässt.</translation>
    </message>
    <message>
        <source>DFT drifts or becomes unstable, and there is memory for the start model beside the trained one.</source>
        <translation>Wenn DFT abdriftet oder unruhig wird und Speicher für das Startmodell neben dem trainierten da ist.</translation>
    </message>
    <message>
        <source>A large λ keeps the model where it was; the second model costs time and memory.</source>
        <translation>Ein großes λ hält das Modell, wo es war; das zweite Modell kostet Zeit und Speicher.</translation>
    </message>
    <message>
        <source>Both parts of the loss: the divergence should stay small against the likelihood part.</source>
        <translation>Beide Teile des Verlusts: die Divergenz soll klein gegen den Wahrscheinlichkeitsteil bleiben.</translation>
    </message>
    <message>
        <source>λ</source>
        <translation>λ</translation>
    </message>
    <message>
        <source>Strength of the anchor. 0 is DFT; above 1 little is learnt.</source>
        <translation>Stärke des Ankers. 0 ist DFT; über 1 wird wenig gelernt.</translation>
    </message>
    <message>
        <source>Weight of a token</source>
        <translation>Gewicht eines Tokens</translation>
    </message>
    <message>
        <source>its probability, as DFT</source>
        <translation>seine Wahrscheinlichkeit, wie DFT</translation>
    </message>
    <message>
        <source>all alike: SFT with an anchor</source>
        <translation>alle gleich: SFT mit Anker</translation>
    </message>
    <message>
        <source>Whether surprising tokens count less or as much as others.</source>
        <translation>Ob überraschende Tokens weniger oder ebenso viel zählen wie andere.</translation>
    </message>
    <message>
        <source>EAFT: entropy-adaptive fine-tuning</source>
        <translation>EAFT: Feinabstimmen nach Entropie</translation>
    </message>
    <message>
        <source>Copies answers, but lets tokens count less where the model is already sure of something.</source>
        <translation>Ahmt Antworten nach, aber Tokens zählen weniger, wo sich das Modell schon sicher ist.</translation>
    </message>
    <message>
        <source>New data contradicts what the model knows and you want to keep what it knew.</source>
        <translation>Wenn neue Daten dem Wissen des Modells widersprechen und es dieses behalten soll.</translation>
    </message>
    <message>
        <source>Learns slowly where the model is confidently wrong; a very sure model learns almost nothing.</source>
        <translation>Lernt langsam, wo das Modell sicher irrt; ein sehr sicheres Modell lernt fast nichts.</translation>
    </message>
    <message>
        <source>The mean weight: when it falls towards zero, training has stopped in effect.</source>
        <translation>Das mittlere Gewicht: wenn es gegen null fällt, steht das Training praktisch still.</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>How sharply sure tokens are set aside; 0 is plain SFT.</source>
        <translation>Wie scharf sichere Tokens zurückgesetzt werden; 0 ist reines SFT.</translation>
    </message>
    <message>
        <source>Likeliest tokens</source>
        <translation>Wahrscheinlichste Tokens</translation>
    </message>
    <message>
        <source>Of how many of the likeliest tokens the entropy is taken.</source>
        <translation>Über wie viele der wahrscheinlichsten Tokens die Entropie genommen wird.</translation>
    </message>
    <message>
        <source>Entropy of weight 1</source>
        <translation>Entropie mit Gewicht 1</translation>
    </message>
    <message>
        <source>Entropy at which a token has full weight; 3 is about that of 20 equal tokens.</source>
        <translation>Entropie, bei der ein Token volles Gewicht hat; 3 ist etwa die von 20 gleichen Tokens.</translation>
    </message>
    <message>
        <source>PoFT: preference-oriented SFT against aligned models</source>
        <translation>PoFT: SFT mit Vorzug vor abgestimmten Modellen</translation>
    </message>
    <message>
        <source>Copies answers until the model likes them better than a few good models do.</source>
        <translation>Ahmt Antworten nach, bis das Modell sie lieber mag als einige gute Modelle.</translation>
    </message>
    <message>
        <source>Stops learning once it is ahead of models that were badly chosen; needs their scores beforehand.</source>
        <translation>Lernt nicht weiter, sobald es vor schlecht gewählten Modellen liegt; braucht deren Werte vorab.</translation>
    </message>
    <message>
        <source>The lead over the aligned models: it should grow slowly, not jump.</source>
        <translation>Der Vorsprung vor den abgestimmten Modellen: er soll langsam wachsen, nicht springen.</translation>
    </message>
    <message>
        <source>How soon an answer counts as learnt; larger values stop earlier.</source>
        <translation>Wie bald eine Antwort als gelernt gilt; größere Werte hören früher auf.</translation>
    </message>
    <message>
        <source>γ</source>
        <translation>γ</translation>
    </message>
    <message>
        <source>Added to the lead: above 0 the model counts as ahead sooner.</source>
        <translation>Wird zum Vorsprung addiert: über 0 gilt das Modell früher als voraus.</translation>
    </message>
    <message>
        <source>LocFT-BF: localised fine-tuning for editing facts</source>
        <translation>LocFT-BF: örtliches Feinabstimmen zum Ändern von Tatsachen</translation>
    </message>
    <message>
        <source>Writes new facts into one module of the model, all edits in turn, until each is learnt.</source>
        <translation>Schreibt neue Tatsachen in ein Modul des Modells, reihum über alle Änderungen, bis jede sitzt.</translation>
    </message>
    <message>
        <source>You want to change a few hundred facts and leave everything else as it is.</source>
        <translation>Wenn einige hundert Tatsachen anders werden sollen und alles andere so bleiben soll.</translation>
    </message>
    <message>
        <source>The wrong layer forgets or learns nothing; find it by trying a few on a small set.</source>
        <translation>In der falschen Schicht wird vergessen oder nichts gelernt; auf wenigen Änderungen mehrere ausprobieren.</translation>
    </message>
    <message>
        <source>The loss: below 0.01 the edits are in, and more training only harms the rest.</source>
        <translation>Der Verlust: unter 0,01 sitzen die Änderungen, und mehr Training schadet nur dem Rest.</translation>
    </message>
    <message>
        <source>DPA: directional preference alignment (weights in the prompt)</source>
        <translation>DPA: Ausrichtung nach Richtungen (Gewichte in der Frage)</translation>
    </message>
    <message>
        <source>several aims</source>
        <translation>mehrere Absichten</translation>
    </message>
    <message>
        <source>Teaches the model to follow weights of several qualities that the system prompt states.</source>
        <translation>Lehrt das Modell, Gewichten mehrerer Eigenschaften zu folgen, die die Systemvorgabe nennt.</translation>
    </message>
    <message>
        <source>Answers per prompt</source>
        <translation>Antworten je Frage</translation>
    </message>
    <message>
        <source>Widest angle</source>
        <translation>Weitester Winkel</translation>
    </message>
    <message>
        <source>IR-SFT: SFT as implicit reward learning</source>
        <translation>IR-SFT: SFT als Lernen einer stillen Belohnung</translation>
    </message>
    <message>
        <source>Copies answers against the start model, with an effect that levels off as they become likely.</source>
        <translation>Ahmt Antworten gegen das Startmodell nach, mit nachlassender Wirkung, je wahrscheinlicher sie werden.</translation>
    </message>
    <message>
        <source>You plan to run DPO afterwards and want an SFT stage that leaves room for it.</source>
        <translation>Wenn danach DPO folgen soll und die SFT-Stufe dafür Raum lassen soll.</translation>
    </message>
    <message>
        <source>Gains over plain SFT with a small learning rate are slight; try that first.</source>
        <translation>Der Gewinn gegenüber SFT mit kleiner Lernrate ist gering; das zuerst versuchen.</translation>
    </message>
    <message>
        <source>Held-out loss, and whether the next DPO stage does better than after SFT.</source>
        <translation>Zurückgehaltener Verlust, und ob die folgende DPO-Stufe besser läuft als nach SFT.</translation>
    </message>
    <message>
        <source>Scale of the log-ratio. With χ² an answer stops counting at a gain of 2/β nats.</source>
        <translation>Maßstab des Log-Verhältnisses. Mit χ² zählt eine Antwort ab einem Zuwachs von 2/β Nats nicht mehr.</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>total variation: plain SFT</source>
        <translation>Totalvariation: reines SFT</translation>
    </message>
    <message>
        <source>Pearson&apos;s χ²</source>
        <translation>Pearsons χ²</translation>
    </message>
    <message>
        <source>squared Hellinger</source>
        <translation>quadrierter Hellinger</translation>
    </message>
    <message>
        <source>Jensen–Shannon</source>
        <translation>Jensen–Shannon</translation>
    </message>
    <message>
        <source>How the effect levels off; the first does not.</source>
        <translation>Wie die Wirkung nachlässt; bei der ersten gar nicht.</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>token by token</source>
        <translation>Token für Token</translation>
    </message>
    <message>
        <source>over the whole answer</source>
        <translation>über die ganze Antwort</translation>
    </message>
    <message>
        <source>Whether single tokens or whole answers level off.</source>
        <translation>Ob einzelne Tokens oder ganze Antworten nachlassen.</translation>
    </message>
    <message>
        <source>OTR: one-token rollouts</source>
        <translation>OTR: Versuche von je einem Token</translation>
    </message>
    <message>
        <source>Treats every token as a small game: guesses that hit the answer are rewarded, others discouraged.</source>
        <translation>Behandelt jeden Token als kleines Spiel: Treffer werden belohnt, andere Versuche gebremst.</translation>
    </message>
    <message>
        <source>You want some of the steadiness of reinforcement learning from plain demonstrations.</source>
        <translation>Wenn reine Vorbilder etwas von der Ruhe bestärkenden Lernens bringen sollen.</translation>
    </message>
    <message>
        <source>A strong penalty pushes wrong tokens down without end and the text falls apart.</source>
        <translation>Eine starke Strafe drückt falsche Tokens endlos herab, und der Text zerfällt.</translation>
    </message>
    <message>
        <source>Entropy: when it collapses or climbs quickly, bring the penalty towards 0.</source>
        <translation>Die Entropie: wenn sie einbricht oder rasch steigt, die Strafe gegen 0 bringen.</translation>
    </message>
    <message>
        <source>κ</source>
        <translation>κ</translation>
    </message>
    <message>
        <source>Temperature of the guesses; higher values try more different tokens.</source>
        <translation>Temperatur der Versuche; höhere Werte probieren verschiedenere Tokens.</translation>
    </message>
    <message>
        <source>ρ⁻</source>
        <translation>ρ⁻</translation>
    </message>
    <message>
        <source>Penalty of wrong guesses, at most 0. With 0 and κ = 1 this is DFT.</source>
        <translation>Strafe falscher Versuche, höchstens 0. Mit 0 und κ = 1 ist es DFT.</translation>
    </message>
    <message>
        <source>Guesses per token</source>
        <translation>Versuche je Token</translation>
    </message>
    <message>
        <source>Only when guesses are drawn: more make the step less noisy.</source>
        <translation>Nur bei gezogenen Versuchen: mehr machen den Schritt ruhiger.</translation>
    </message>
    <message>
        <source>Guesses</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>their exact average</source>
        <translation>ihr genaues Mittel</translation>
    </message>
    <message>
        <source>drawn at random, as published</source>
        <translation>zufällig gezogen, wie veröffentlicht</translation>
    </message>
    <message>
        <source>The average has no noise and costs the same.</source>
        <translation>Das Mittel rauscht nicht und kostet gleich viel.</translation>
    </message>
    <message>
        <source>LfU: learning from the undesirable</source>
        <translation>LfU: Lernen vom Unerwünschten</translation>
    </message>
    <message>
        <source>Copies answers while keeping the model&apos;s inner states steady under a step that makes it worse.</source>
        <translation>Ahmt Antworten nach und hält die inneren Zustände ruhig gegen einen Schritt, der das Modell verschlechtert.</translation>
    </message>
    <message>
        <source>Small data on a model that must not forget: SFT that is harder to knock over.</source>
        <translation>Für wenige Daten auf einem Modell, das nicht vergessen darf: SFT, das schwerer umzuwerfen ist.</translation>
    </message>
    <message>
        <source>A large λ freezes the model; costs about half as much time again.</source>
        <translation>Ein großes λ friert das Modell ein; kostet etwa die Hälfte mehr Zeit.</translation>
    </message>
    <message>
        <source>Both parts of the loss, and the answers to prompts outside the data.</source>
        <translation>Beide Teile des Verlusts und die Antworten auf Fragen außerhalb der Daten.</translation>
    </message>
    <message>
        <source>Weight of the steadiness.</source>
        <translation>Gewicht der Ruhe.</translation>
    </message>
    <message>
        <source>Step that harms</source>
        <translation>Schritt, der schadet</translation>
    </message>
    <message>
        <source>Length of the ascent step that makes the worse model.</source>
        <translation>Länge des Aufstiegs, der das schlechtere Modell macht.</translation>
    </message>
    <message>
        <source>SoftQE: search queries that know their expansion</source>
        <translation>SoftQE: Suchanfragen, die ihre Erweiterung kennen</translation>
    </message>
    <message>
        <source>Brings a query&apos;s vector near that of its expanded form and to the passage that answers it.</source>
        <translation>Bringt den Vektor einer Anfrage zu dem ihrer erweiterten Form und zur Stelle, die sie beantwortet.</translation>
    </message>
    <message>
        <source>With few queries in a batch the contrast is weak; it is not for models that write.</source>
        <translation>Mit wenigen Anfragen im Stapel ist der Kontrast schwach; nicht für Modelle, die schreiben.</translation>
    </message>
    <message>
        <source>Both distances: the one to the teacher should not rise while the contrast falls.</source>
        <translation>Beide Abstände: der zum Lehrer darf nicht steigen, während der Kontrast fällt.</translation>
    </message>
    <message>
        <source>Share of the teacher; the passages have the rest.</source>
        <translation>Anteil des Lehrers; die Stellen haben den Rest.</translation>
    </message>
    <message>
        <source>τ</source>
        <translation>τ</translation>
    </message>
    <message>
        <source>Temperature of the contrast; small values look at the hardest passages only.</source>
        <translation>Temperatur des Kontrasts; kleine Werte sehen nur die schwersten Stellen.</translation>
    </message>
    <message>
        <source>ε</source>
        <translation>ε</translation>
    </message>
    <message>
        <source>wrong labels</source>
        <translation>falsche Urteile</translation>
    </message>
    <message>
        <source>Label smoothing (cDPO)</source>
        <translation>Label-Smoothing (cDPO)</translation>
    </message>
    <message>
        <source>Counts each pair a little the other way round, so that no margin grows without end.</source>
        <translation>Zählt jedes Paar ein wenig verkehrt herum, damit kein Abstand endlos wächst.</translation>
    </message>
    <message>
        <source>Some labels are wrong and you know about how many.</source>
        <translation>Einige Urteile sind falsch, und Sie wissen ungefähr, wie viele.</translation>
    </message>
    <message>
        <source>Too large an ε stops learning early: the best margin is log((1-ε)/ε).</source>
        <translation>Ein zu großes ε beendet das Lernen früh: Der beste Abstand ist log((1-ε)/ε).</translation>
    </message>
    <message>
        <source>Where the margins level off.</source>
        <translation>Wo die Abstände sich einpendeln.</translation>
    </message>
    <message>
        <source>Unbiased under wrong labels (rDPO)</source>
        <translation>Unverzerrt bei falschen Urteilen (rDPO)</translation>
    </message>
    <message>
        <source>Corrects the loss so that, on average over wrong labels, it equals the loss with right ones.</source>
        <translation>Korrigiert den Verlust so, dass er im Mittel über falsche Urteile dem mit richtigen gleicht.</translation>
    </message>
    <message>
        <source>A known share of labels is wrong at random, and there are many.</source>
        <translation>Ein bekannter Anteil der Urteile ist zufällig falsch, und es sind viele.</translation>
    </message>
    <message>
        <source>Unbounded below: single pairs can be driven without end, and the loss may be negative.</source>
        <translation>Nach unten offen: Einzelne Paare können endlos getrieben werden, der Verlust kann negativ werden.</translation>
    </message>
    <message>
        <source>The largest margins (p95); stop when they run away.</source>
        <translation>Die größten Abstände (p95); anhalten, wenn sie davonlaufen.</translation>
    </message>
    <message>
        <source>Learned reliability of annotators (RE-PO)</source>
        <translation>Gelernte Verlässlichkeit der Urteilenden (RE-PO)</translation>
    </message>
    <message>
        <source>Estimates while training how often each annotator is right, and trusts each pair accordingly.</source>
        <translation>Schätzt beim Training, wie oft jede Person richtig urteilt, und vertraut jedem Paar entsprechend.</translation>
    </message>
    <message>
        <source>Several people labelled, and some are more careful than others.</source>
        <translation>Mehrere haben geurteilt, und manche sind sorgfältiger als andere.</translation>
    </message>
    <message>
        <source>When most labels are wrong it trusts the wrong ones. Starting near 1 it never doubts.</source>
        <translation>Sind die meisten Urteile falsch, vertraut es den falschen. Nahe 1 begonnen, zweifelt es nie.</translation>
    </message>
    <message>
        <source>Reliability of each annotator; pairs with a low chance of being right are worth a second look.</source>
        <translation>Verlässlichkeit jeder Person; Paare mit kleiner Chance, richtig zu sein, verdienen einen zweiten Blick.</translation>
    </message>
    <message>
        <source>η at the start</source>
        <translation>η am Anfang</translation>
    </message>
    <message>
        <source>Share of right labels assumed of an annotator not met before.</source>
        <translation>Angenommener Anteil richtiger Urteile einer noch unbekannten Person.</translation>
    </message>
    <message>
        <source>Step of η</source>
        <translation>Schritt von η</translation>
    </message>
    <message>
        <source>How fast the estimates follow the batches; small values are calmer.</source>
        <translation>Wie schnell die Schätzungen den Batches folgen; kleine Werte sind ruhiger.</translation>
    </message>
    <message>
        <source>length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Length desensitisation (LD-DPO)</source>
        <translation>Längenunempfindlich (LD-DPO)</translation>
    </message>
    <message>
        <source>Lets the part of an answer that is longer than its rival count less.</source>
        <translation>Lässt den Teil einer Antwort, der länger ist als der Rivale, weniger zählen.</translation>
    </message>
    <message>
        <source>Sampled answers grow longer although nobody asked for it.</source>
        <translation>Geschriebene Antworten werden länger, obwohl niemand das wollte.</translation>
    </message>
    <message>
        <source>α near 0 ignores how long answers end; endings may fray.</source>
        <translation>α nahe 0 übersieht, wie lange Antworten enden; die Enden können ausfransen.</translation>
    </message>
    <message>
        <source>Length of sampled answers beside the accuracy.</source>
        <translation>Länge der Stichproben neben der Genauigkeit.</translation>
    </message>
    <message>
        <source>Weight of the tokens beyond the shorter answer; 1 is off.</source>
        <translation>Gewicht der Tokens jenseits der kürzeren Antwort; 1 ist aus.</translation>
    </message>
    <message>
        <source>Applies to</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>both models, as TRL today</source>
        <translation>beide Modelle, wie TRL heute</translation>
    </message>
    <message>
        <source>the trained model only</source>
        <translation>nur das trainierte Modell</translation>
    </message>
    <message>
        <source>With both, training starts at a margin of 0, as it should.</source>
        <translation>Mit beiden beginnt das Training beim Abstand 0, wie es soll.</translation>
    </message>
    <message>
        <source>Length normalisation</source>
        <translation>Längennormierung</translation>
    </message>
    <message>
        <source>Divides each answer&apos;s score by a power of its length.</source>
        <translation>Teilt den Wert jeder Antwort durch eine Potenz ihrer Länge.</translation>
    </message>
    <message>
        <source>Lengths differ a lot and you want something between sum and mean.</source>
        <translation>Die Längen sind sehr verschieden, und Sie wollen etwas zwischen Summe und Mittel.</translation>
    </message>
    <message>
        <source>Scores shrink, so β must grow; with κ 1 by the usual length.</source>
        <translation>Die Werte schrumpfen, also muss β wachsen; bei κ 1 um die übliche Länge.</translation>
    </message>
    <message>
        <source>Length of sampled answers beside the margin.</source>
        <translation>Länge der Stichproben neben dem Abstand.</translation>
    </message>
    <message>
        <source>0 leaves sums as they are, 1 takes means per token.</source>
        <translation>0 lässt Summen, wie sie sind, 1 nimmt Mittel je Token.</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Another divergence (f-DPO)</source>
        <translation>Andere Divergenz (f-DPO)</translation>
    </message>
    <message>
        <source>Replaces the log-ratio by the slope of another divergence from the start model.</source>
        <translation>Ersetzt das Log-Verhältnis durch die Steigung einer anderen Divergenz zum Startmodell.</translation>
    </message>
    <message>
        <source>You want answers to stay more varied than under DPO: forward KL or Jensen-Shannon.</source>
        <translation>Antworten sollen vielfältiger bleiben als mit DPO: Vorwärts-KL oder Jensen-Shannon.</translation>
    </message>
    <message>
        <source>Forward KL punishes answers that become unlikely without bound; start with a small β.</source>
        <translation>Vorwärts-KL bestraft unwahrscheinlich gewordene Antworten ohne Grenze; mit kleinem β beginnen.</translation>
    </message>
    <message>
        <source>Entropy beside accuracy.</source>
        <translation>Entropie neben Genauigkeit.</translation>
    </message>
    <message>
        <source>Only for the α family: 1 is DPO, 0 is forward KL.</source>
        <translation>Nur für die α-Familie: 1 ist DPO, 0 ist Vorwärts-KL.</translation>
    </message>
    <message>
        <source>Divergence</source>
        <translation>Divergenz</translation>
    </message>
    <message>
        <source>reverse KL: DPO</source>
        <translation>Rückwärts-KL: DPO</translation>
    </message>
    <message>
        <source>forward KL: covers more answers</source>
        <translation>Vorwärts-KL: deckt mehr Antworten ab</translation>
    </message>
    <message>
        <source>Jensen-Shannon: bounded above</source>
        <translation>Jensen-Shannon: nach oben begrenzt</translation>
    </message>
    <message>
        <source>α family: between the two</source>
        <translation>α-Familie: zwischen beiden</translation>
    </message>
    <message>
        <source>How distance from the start model is measured.</source>
        <translation>Wie der Abstand zum Startmodell gemessen wird.</translation>
    </message>
    <message>
        <source>Constants</source>
        <translation>Konstanten</translation>
    </message>
    <message>
        <source>kept, as TRL today</source>
        <translation>behalten, wie TRL heute</translation>
    </message>
    <message>
        <source>dropped, as TRL 1.10</source>
        <translation>weggelassen, wie TRL 1.10</translation>
    </message>
    <message>
        <source>Matters only where scores are divided by lengths.</source>
        <translation>Zählt nur, wo Werte durch Längen geteilt werden.</translation>
    </message>
    <message>
        <source>Humanline clamp</source>
        <translation>Humanline-Kappung</translation>
    </message>
    <message>
        <source>Bounds what a single token may add to the log-ratio, as people overlook extreme surprises.</source>
        <translation>Begrenzt, was ein einzelnes Token zum Log-Verhältnis beiträgt, so wie Menschen extreme Überraschungen übersehen.</translation>
    </message>
    <message>
        <source>A few tokens carry most of the margin: names, numbers, markup.</source>
        <translation>Wenige Tokens tragen den meisten Abstand: Namen, Zahlen, Auszeichnung.</translation>
    </message>
    <message>
        <source>Tokens outside the bounds get no slope at all; narrow bounds stop training.</source>
        <translation>Tokens außerhalb der Grenzen bekommen gar keine Steigung; enge Grenzen beenden das Training.</translation>
    </message>
    <message>
        <source>Share of tokens inside the bounds.</source>
        <translation>Anteil der Tokens innerhalb der Grenzen.</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Least that a token may take from the log-ratio, nats.</source>
        <translation>Was ein Token dem Log-Verhältnis höchstens nimmt, in nats.</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Most that a token may add to the log-ratio, nats.</source>
        <translation>Was ein Token dem Log-Verhältnis höchstens gibt, in nats.</translation>
    </message>
    <message>
        <source>Masked thought (MFT)</source>
        <translation>Verdeckte Gedanken (MFT)</translation>
    </message>
    <message>
        <source>what is read</source>
        <translation>was gelesen wird</translation>
    </message>
    <message>
        <source>Hides some tokens of the answer while it is read, so that the model cannot lean on every word.</source>
        <translation>Verdeckt beim Lesen einige Tokens der Antwort, damit sich das Modell nicht auf jedes Wort stützt.</translation>
    </message>
    <message>
        <source>Few reasoning examples and many epochs.</source>
        <translation>Für wenige Beispiele zum Schlussfolgern und viele Durchgänge.</translation>
    </message>
    <message>
        <source>Too large a share makes the answers unreadable to the model.</source>
        <translation>Ein zu großer Anteil macht die Antworten für das Modell unlesbar.</translation>
    </message>
    <message>
        <source>Held-out loss without hiding; it should fall further than before.</source>
        <translation>Zurückgehaltener Verlust ohne Verdecken; er soll tiefer fallen als zuvor.</translation>
    </message>
    <message>
        <source>Greatest share</source>
        <translation>Größter Anteil</translation>
    </message>
    <message>
        <source>Share of answer tokens that are hidden in the end.</source>
        <translation>Anteil der Antworttokens, die am Ende verdeckt sind.</translation>
    </message>
    <message>
        <source>Steps to it</source>
        <translation>Schritte dahin</translation>
    </message>
    <message>
        <source>Steps over which the share grows from 0; about two thirds of the run are usual.</source>
        <translation>Schritte, über die der Anteil von 0 wächst; etwa zwei Drittel des Laufs sind üblich.</translation>
    </message>
    <message>
        <source>Share of a row</source>
        <translation>Anteil einer Zeile</translation>
    </message>
    <message>
        <source>that of the step</source>
        <translation>der des Schritts</translation>
    </message>
    <message>
        <source>drawn up to that of the step</source>
        <translation>gezogen bis zu dem des Schritts</translation>
    </message>
    <message>
        <source>A drawn share shows some rows almost whole.</source>
        <translation>Ein gezogener Anteil zeigt manche Zeilen fast ganz.</translation>
    </message>
    <message>
        <source>Only undecided tokens (top entropy)</source>
        <translation>Nur unentschiedene Tokens (höchste Entropie)</translation>
    </message>
    <message>
        <source>which tokens count</source>
        <translation>welche Tokens zählen</translation>
    </message>
    <message>
        <source>Learns from those tokens alone at which the model is most undecided.</source>
        <translation>Lernt nur von den Tokens, bei denen das Modell am unentschiedensten ist.</translation>
    </message>
    <message>
        <source>Long answers of which few tokens decide, as in reasoning.</source>
        <translation>Für lange Antworten, in denen wenige Tokens entscheiden, wie beim Schlussfolgern.</translation>
    </message>
    <message>
        <source>Sure mistakes are never corrected.</source>
        <translation>Sichere Fehler werden nie berichtigt.</translation>
    </message>
    <message>
        <source>The threshold: when it nears 0, most tokens are settled.</source>
        <translation>Die Schwelle: nahe 0 stehen die meisten Tokens fest.</translation>
    </message>
    <message>
        <source>Share that stays</source>
        <translation>Anteil, der bleibt</translation>
    </message>
    <message>
        <source>all tokens, as TRL</source>
        <translation>alle Tokens, wie TRL</translation>
    </message>
    <message>
        <source>the tokens that stay</source>
        <translation>die Tokens, die bleiben</translation>
    </message>
    <message>
        <source>With the second the step is as large as without the choice.</source>
        <translation>Mit dem zweiten ist der Schritt so groß wie ohne die Auswahl.</translation>
    </message>
    <message>
        <source>Entropy bonus</source>
        <translation>Zugabe für Entropie</translation>
    </message>
    <message>
        <source>Rewards the model for staying undecided, so that its answers keep their variety.</source>
        <translation>Belohnt das Modell, wenn es unentschieden bleibt, damit seine Antworten vielfältig bleiben.</translation>
    </message>
    <message>
        <source>Answers grow alike during training.</source>
        <translation>Wenn sich die Antworten während des Trainings angleichen.</translation>
    </message>
    <message>
        <source>A large coefficient makes the text random.</source>
        <translation>Ein großer Faktor macht den Text zufällig.</translation>
    </message>
    <message>
        <source>Entropy: it should level off, not rise.</source>
        <translation>Die Entropie: sie soll sich einpendeln, nicht steigen.</translation>
    </message>
    <message>
        <source>Coefficient</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Strength; below 0 it makes the model surer.</source>
        <translation>Stärke; unter 0 macht sie das Modell sicherer.</translation>
    </message>
    <message>
        <source>Moving reference (TR-DPO)</source>
        <translation>Mitwandernder Bezug (TR-DPO)</translation>
    </message>
    <message>
        <source>the reference</source>
        <translation>der Bezug</translation>
    </message>
    <message>
        <source>Lets the reference follow the model every few steps, so that the model may go further.</source>
        <translation>Lässt den Bezug alle paar Schritte dem Modell folgen, damit es weiter gehen kann.</translation>
    </message>
    <message>
        <source>DPO stalls near the start model although the data asks for more.</source>
        <translation>Wenn DPO nahe am Startmodell stehen bleibt, obwohl die Daten mehr verlangen.</translation>
    </message>
    <message>
        <source>Nothing holds the model near the start any more; it may drift for ever.</source>
        <translation>Nichts hält das Modell mehr am Anfang; es kann immer weiter driften.</translation>
    </message>
    <message>
        <source>Log-probs under the first model, and sample answers.</source>
        <translation>Log-Wahrscheinlichkeiten unter dem ersten Modell und Beispielantworten.</translation>
    </message>
    <message>
        <source>How far the reference moves; 1 replaces it.</source>
        <translation>Wie weit der Bezug rückt; 1 ersetzt ihn.</translation>
    </message>
    <message>
        <source>Steps between</source>
        <translation>Schritte dazwischen</translation>
    </message>
    <message>
        <source>How rarely it moves.</source>
        <translation>Wie selten er rückt.</translation>
    </message>
    <message>
        <source>Half fine-tuning (HFT)</source>
        <translation>Halbes Feinabstimmen (HFT)</translation>
    </message>
    <message>
        <source>what trains</source>
        <translation>was trainiert</translation>
    </message>
    <message>
        <source>Freezes a drawn half of every block&apos;s matrices, so that the model forgets less.</source>
        <translation>Friert von jedem Block eine gezogene Hälfte der Matrizen ein, damit das Modell weniger vergisst.</translation>
    </message>
    <message>
        <source>Full training on a new task, one after another, with old skills to keep.</source>
        <translation>Für volles Training auf neuen Aufgaben nacheinander, wenn alte Fähigkeiten bleiben sollen.</translation>
    </message>
    <message>
        <source>Learns a little less of the new data; needs another draw at each stage.</source>
        <translation>Lernt etwas weniger von den neuen Daten; braucht in jeder Stufe eine neue Ziehung.</translation>
    </message>
    <message>
        <source>Old and new held-out data side by side.</source>
        <translation>Alte und neue zurückgehaltene Daten nebeneinander.</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Another number draws another half.</source>
        <translation>Eine andere Zahl zieht eine andere Hälfte.</translation>
    </message>
    <message>
        <source>Sparse fine-tuning (LT-SFT)</source>
        <translation>Dünnes Feinabstimmen (LT-SFT)</translation>
    </message>
    <message>
        <source>Small differences that can be added to one another: a task and a language.</source>
        <translation>Für kleine Unterschiede, die sich zusammenzählen lassen: eine Aufgabe und eine Sprache.</translation>
    </message>
    <message>
        <source>Share that trains</source>
        <translation>Anteil, der trainiert</translation>
    </message>
    <message>
        <source>Share of all weights; 1 in 100 is usual.</source>
        <translation>Anteil aller Gewichte; einer von hundert ist üblich.</translation>
    </message>
    <message>
        <source>Loss balancing</source>
        <translation>Verluste ausgleichen</translation>
    </message>
    <message>
        <source>gradients and losses</source>
        <translation>Gradienten und Verluste</translation>
    </message>
    <message>
        <source>Weighs several losses against each other at every step instead of by fixed numbers.</source>
        <translation>Wägt mehrere Verluste in jedem Schritt gegeneinander ab statt mit festen Zahlen.</translation>
    </message>
    <message>
        <source>A mix in which one loss drowns the others.</source>
        <translation>Für eine Mischung, in der ein Verlust die anderen übertönt.</translation>
    </message>
    <message>
        <source>Min-norm stops at any point where two losses disagree; it costs one backward pass each.</source>
        <translation>Kleinste Norm hält an jeder Stelle an, wo sich zwei Verluste widersprechen; kostet je einen Rückwärtslauf.</translation>
    </message>
    <message>
        <source>The weights: none should stay at 0.</source>
        <translation>Die Gewichte: keines soll bei 0 bleiben.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>in proportion to the losses</source>
        <translation>im Verhältnis der Verluste</translation>
    </message>
    <message>
        <source>that make the sum of gradients shortest</source>
        <translation>die die Summe der Gradienten am kürzesten machen</translation>
    </message>
    <message>
        <source>The first turns to the loss that is worst, the second finds a step that harms none.</source>
        <translation>Das erste wendet sich dem schlechtesten Verlust zu, das zweite findet einen Schritt, der keinem schadet.</translation>
    </message>
    <message>
        <source>Module selection</source>
        <translation>Auswahl von Modulen</translation>
    </message>
    <message>
        <source>Trains chosen modules of chosen layers and freezes the rest.</source>
        <translation>Trainiert gewählte Module gewählter Schichten und friert den Rest ein.</translation>
    </message>
    <message>
        <source>Editing facts, or little memory for full training.</source>
        <translation>Zum Ändern von Tatsachen oder bei wenig Speicher für volles Training.</translation>
    </message>
    <message>
        <source>The wrong place learns nothing or harms much.</source>
        <translation>Die falsche Stelle lernt nichts oder schadet viel.</translation>
    </message>
    <message>
        <source>The loss, and answers that should not have changed.</source>
        <translation>Der Verlust und Antworten, die sich nicht ändern sollten.</translation>
    </message>
    <message>
        <source>First layer</source>
        <translation>Erste Schicht</translation>
    </message>
    <message>
        <source>Counted from 0; -1 takes all layers.</source>
        <translation>Von 0 gezählt; -1 nimmt alle Schichten.</translation>
    </message>
    <message>
        <source>Last layer</source>
        <translation>Letzte Schicht</translation>
    </message>
    <message>
        <source>Included; -1 is the first layer alone.</source>
        <translation>Eingeschlossen; -1 heißt nur die erste Schicht.</translation>
    </message>
    <message>
        <source>Modules</source>
        <translation>Module</translation>
    </message>
    <message>
        <source>last matrix of the feed-forward part</source>
        <translation>letzte Matrix des Feed-Forward-Teils</translation>
    </message>
    <message>
        <source>the feed-forward part</source>
        <translation>der Feed-Forward-Teil</translation>
    </message>
    <message>
        <source>the attention</source>
        <translation>die Aufmerksamkeit</translation>
    </message>
    <message>
        <source>the norms</source>
        <translation>die Normen</translation>
    </message>
    <message>
        <source>whole layers</source>
        <translation>ganze Schichten</translation>
    </message>
    <message>
        <source>Which tensors of these layers train.</source>
        <translation>Welche Tensoren dieser Schichten trainieren.</translation>
    </message>
    <message>
        <source>DRIFT: pull along a prior direction</source>
        <translation>DRIFT: Zug in eine vorgegebene Richtung</translation>
    </message>
    <message>
        <source>Pulls the weights towards another model&apos;s skill while they learn the data.</source>
        <translation>Zieht die Gewichte zur Fähigkeit eines anderen Modells, während sie die Daten lernen.</translation>
    </message>
    <message>
        <source>A sister model of the same shape reasons better, and its skill should come along.</source>
        <translation>Wenn ein Schwestermodell gleicher Form besser schließt und diese Fähigkeit mitkommen soll.</translation>
    </message>
    <message>
        <source>A strong pull copies the other model whatever the data says; full training only.</source>
        <translation>Ein starker Zug kopiert das andere Modell, was die Daten auch sagen; nur volles Training.</translation>
    </message>
    <message>
        <source>Loss of the data: it must still fall.</source>
        <translation>Der Verlust der Daten: er muss weiter fallen.</translation>
    </message>
    <message>
        <source>Strength of the pull.</source>
        <translation>Stärke des Zugs.</translation>
    </message>
    <message>
        <source>Length of the pull</source>
        <translation>Länge des Zugs</translation>
    </message>
    <message>
        <source>as long as the gradient</source>
        <translation>so lang wie der Gradient</translation>
    </message>
    <message>
        <source>less where the gradient disagrees</source>
        <translation>weniger, wo der Gradient widerspricht</translation>
    </message>
    <message>
        <source>How strongly it pulls where gradient and prior differ.</source>
        <translation>Wie stark er zieht, wo Gradient und Richtung abweichen.</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Weights for answers of others (WPO)</source>
        <translation>Gewichte für fremde Antworten (WPO)</translation>
    </message>
    <message>
        <source>Counts a pair more, the more likely the model itself would write its answers.</source>
        <translation>Zählt ein Paar umso mehr, je eher das Modell seine Antworten selbst schriebe.</translation>
    </message>
    <message>
        <source>The pairs were written by other models or people, and the model should learn most from what it might say.</source>
        <translation>Die Paare stammen von anderen Modellen oder Menschen, und das Modell soll am meisten aus dem lernen, was es sagen könnte.</translation>
    </message>
    <message>
        <source>When all answers are foreign all weights are small and training is slow.</source>
        <translation>Sind alle Antworten fremd, sind alle Gewichte klein und das Training langsam.</translation>
    </message>
    <message>
        <source>Mean weight: it rises as the model comes nearer to the data.</source>
        <translation>Mittleres Gewicht: Es steigt, wenn das Modell den Daten näher kommt.</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>none, as TRL</source>
        <translation>keine, wie TRL</translation>
    </message>
    <message>
        <source>a pair counts at most once, as the paper</source>
        <translation>ein Paar zählt höchstens einfach, wie der Artikel</translation>
    </message>
    <message>
        <source>Whether a pair may weigh more than 1.</source>
        <translation>Ob ein Paar mehr als 1 wiegen darf.</translation>
    </message>
    <message>
        <source>Weights by annotator</source>
        <translation>Gewichte nach Person</translation>
    </message>
    <message>
        <source>Counts each label by how reliable its annotator is.</source>
        <translation>Zählt jedes Urteil nach der Verlässlichkeit der Person.</translation>
    </message>
    <message>
        <source>You know from agreement or test questions who labels carefully, and want that to stay fixed.</source>
        <translation>Aus Übereinstimmung oder Testfragen ist bekannt, wer sorgfältig urteilt, und das soll fest bleiben.</translation>
    </message>
    <message>
        <source>An annotator who is alone with rare but right labels is silenced too.</source>
        <translation>Auch wer mit seltenen, aber richtigen Urteilen allein steht, wird leiser.</translation>
    </message>
    <message>
        <source>Weights of pairs: none should be near 0 unnoticed.</source>
        <translation>Gewichte der Paare: Keines sollte unbemerkt nahe 0 sein.</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Weight of labels by annotators without a known reliability.</source>
        <translation>Gewicht der Urteile von Personen ohne bekannte Verlässlichkeit.</translation>
    </message>
    <message>
        <source>added terms</source>
        <translation>Zusätze</translation>
    </message>
    <message>
        <source>Imitate the chosen answers too</source>
        <translation>Gewählte Antworten auch nachahmen</translation>
    </message>
    <message>
        <source>Adds the likelihood of the chosen answers to a preference loss.</source>
        <translation>Fügt einem Präferenzverlust die Likelihood der gewählten Antworten hinzu.</translation>
    </message>
    <message>
        <source>The chosen answers lose likelihood while the margin grows; the usual cure.</source>
        <translation>Gewählte Antworten werden unwahrscheinlicher, während der Abstand wächst; das übliche Gegenmittel.</translation>
    </message>
    <message>
        <source>Too heavy it is plain imitation. The paper&apos;s weight 0.005 belongs to sums, not means.</source>
        <translation>Zu schwer ist es bloße Nachahmung. Das Gewicht 0,005 des Artikels gehört zu Summen, nicht zu Mitteln.</translation>
    </message>
    <message>
        <source>Log-probs of the chosen answers: they should no longer fall.</source>
        <translation>Log-Probs der gewählten Antworten: Sie sollten nicht mehr fallen.</translation>
    </message>
    <message>
        <source>Weight of the likelihood: about 1 for means, 0.005 for sums.</source>
        <translation>Gewicht der Likelihood: etwa 1 für Mittel, 0,005 für Summen.</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Urteile</translation>
    </message>
    <message>
        <source>Learn from ties (Rao-Kupper)</source>
        <translation>Aus Gleichständen lernen (Rao-Kupper)</translation>
    </message>
    <message>
        <source>Treats a tie as a statement: the two answers should stay near each other, decided pairs well apart.</source>
        <translation>Nimmt einen Gleichstand als Aussage: Die zwei Antworten sollen beieinanderbleiben, entschiedene Paare klar getrennt.</translation>
    </message>
    <message>
        <source>Many of your labels are ties, and without this they would be dropped.</source>
        <translation>Viele Urteile sind Gleichstände, und ohne dies fielen sie weg.</translation>
    </message>
    <message>
        <source>Ties given out of haste pull good answers down to bad ones; a wide band asks decided pairs for large margins.</source>
        <translation>Eilige Gleichstände ziehen gute Antworten zu schlechten herab; ein breites Band verlangt von entschiedenen Paaren große Abstände.</translation>
    </message>
    <message>
        <source>Margins: ties should gather near 0, decided pairs beyond ν.</source>
        <translation>Abstände: Gleichstände sollten sich nahe 0 sammeln, entschiedene Paare jenseits von ν.</translation>
    </message>
    <message>
        <source>ν</source>
        <translation>ν</translation>
    </message>
    <message>
        <source>Half-width of the band in which answers tie; log 3 lets equal answers tie half of the time.</source>
        <translation>Halbe Breite des Bands, in dem Antworten gleichstehen; bei log 3 stehen gleiche Antworten in der Hälfte der Fälle gleich.</translation>
    </message>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Pairs from rankings</source>
        <translation>Paare aus Rangfolgen</translation>
    </message>
    <message>
        <source>Makes pairs of an order of several answers.</source>
        <translation>Macht Paare aus einer Reihenfolge mehrerer Antworten.</translation>
    </message>
    <message>
        <source>You have rankings or ratings and want a loss on pairs.</source>
        <translation>Rangfolgen oder Bewertungen sind da, gewünscht ist ein Verlust auf Paaren.</translation>
    </message>
    <message>
        <source>All pairs repeat the same answers often; best against worst throws the middle away.</source>
        <translation>Alle Paare wiederholen dieselben Antworten oft; beste gegen schlechteste wirft die Mitte weg.</translation>
    </message>
    <message>
        <source>How many pairs one prompt gives.</source>
        <translation>Wie viele Paare ein Prompt gibt.</translation>
    </message>
    <message>
        <source>Which pairs</source>
        <translation>Welche Paare</translation>
    </message>
    <message>
        <source>every two answers</source>
        <translation>je zwei Antworten</translation>
    </message>
    <message>
        <source>neighbours in the order</source>
        <translation>Nachbarn in der Reihenfolge</translation>
    </message>
    <message>
        <source>the best against each other</source>
        <translation>die beste gegen jede andere</translation>
    </message>
    <message>
        <source>the best against the worst</source>
        <translation>die beste gegen die schlechteste</translation>
    </message>
    <message>
        <source>The pairs of a prompt share one weight, however many there are.</source>
        <translation>Die Paare eines Prompts teilen sich ein Gewicht, wie viele es auch sind.</translation>
    </message>
    <message>
        <source>Pairs from ratings in several attributes</source>
        <translation>Paare aus Bewertungen mehrerer Merkmale</translation>
    </message>
    <message>
        <source>Weighs the attributes of two answers and prefers the one with the larger sum.</source>
        <translation>Gewichtet die Merkmale zweier Antworten und bevorzugt die mit der größeren Summe.</translation>
    </message>
    <message>
        <source>Answers carry ratings such as helpful and brief, and you decide what counts.</source>
        <translation>Antworten tragen Bewertungen wie hilfreich und kurz, und Sie entscheiden, was zählt.</translation>
    </message>
    <message>
        <source>Small differences are noise: raise the threshold and fewer, clearer pairs remain.</source>
        <translation>Kleine Unterschiede sind Rauschen: Mit höherer Schwelle bleiben weniger, klarere Paare.</translation>
    </message>
    <message>
        <source>How many pairs the threshold leaves.</source>
        <translation>Wie viele Paare die Schwelle übrig lässt.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Pairs whose margin is smaller are left out.</source>
        <translation>Paare mit kleinerem Abstand bleiben weg.</translation>
    </message>
    <message>
        <source>PPO (proximal policy optimisation, with a critic)</source>
        <translation>PPO (Proximal Policy Optimization, mit Wertschätzung)</translation>
    </message>
    <message>
        <source>Raises the reward of the model&apos;s own answers token by token, with a second head that learns what to expect.</source>
        <translation>Hebt die Belohnung eigener Antworten Token für Token; ein zweiter Kopf lernt, was zu erwarten ist.</translation>
    </message>
    <message>
        <source>Rewards come from a trained model and answers are long, so that credit for single tokens matters.</source>
        <translation>Belohnungen kommen von einem trainierten Modell und Antworten sind lang, sodass der Anteil einzelner Token zählt.</translation>
    </message>
    <message>
        <source>Many settings, each able to spoil a run; a critic that lags makes advantages noise. The reward model is fooled in the end.</source>
        <translation>Viele Einstellungen, von denen jede einen Lauf verderben kann; eine nachhinkende Wertschätzung macht Vorteile zu Rauschen. Am Ende wird das Belohnungsmodell überlistet.</translation>
    </message>
    <message>
        <source>Reward, KL and the critic&apos;s part of the loss. A KL that runs away means: lower the learning rate or raise its weight.</source>
        <translation>Belohnung, KL und den Anteil der Wertschätzung am Verlust. Läuft die KL davon: Lernrate senken oder ihr Gewicht heben.</translation>
    </message>
    <message>
        <source>Self-rewarding PPO (from demonstrations only)</source>
        <translation>Selbstbelohnendes PPO (nur aus Beispielen)</translation>
    </message>
    <message>
        <source>PPO whose reward is how much supervised training raised an answer&apos;s log-prob; no labels are needed.</source>
        <translation>PPO, dessen Belohnung ist, wie sehr überwachtes Training die Logprob einer Antwort hob; Labels braucht es nicht.</translation>
    </message>
    <message>
        <source>Sums favour long or repetitive text; take the average and a bound then.</source>
        <translation>Summen bevorzugen langen oder wiederholten Text; dann das Mittel und eine Schranke nehmen.</translation>
    </message>
    <message>
        <source>Answer length beside the score.</source>
        <translation>Die Antwortlänge neben der Bewertung.</translation>
    </message>
    <message>
        <source>Bound of the score</source>
        <translation>Schranke der Bewertung</translation>
    </message>
    <message>
        <source>Scores are cut to this size; 0 is off.</source>
        <translation>Bewertungen werden auf diese Größe gekappt; 0 ist aus.</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>sum over tokens</source>
        <translation>Summe über Token</translation>
    </message>
    <message>
        <source>mean over tokens</source>
        <translation>Mittel über Token</translation>
    </message>
    <message>
        <source>The mean keeps long answers from winning by length.</source>
        <translation>Das Mittel verhindert, dass lange Antworten durch Länge gewinnen.</translation>
    </message>
    <message>
        <source>CARFT (contrastive reinforcement fine-tuning with annotated reasoning)</source>
        <translation>CARFT (kontrastives Verstärken mit annotierten Lösungswegen)</translation>
    </message>
    <message>
        <source>PPO that also draws the model&apos;s right solutions towards the annotated ones.</source>
        <translation>PPO, das die richtigen Lösungen des Modells zusätzlich zu den annotierten hinzieht.</translation>
    </message>
    <message>
        <source>Problems come with a worked solution and a checkable answer.</source>
        <translation>Aufgaben bringen einen Lösungsweg und eine prüfbare Antwort mit.</translation>
    </message>
    <message>
        <source>Few right answers give few contrastive terms; a small τ makes it follow single neighbours.</source>
        <translation>Wenige richtige Antworten geben wenige kontrastive Terme; ein kleines τ folgt einzelnen Nachbarn.</translation>
    </message>
    <message>
        <source>The contrast term beside the reward.</source>
        <translation>Den Kontrastterm neben der Belohnung.</translation>
    </message>
    <message>
        <source>Temperature of the contrast; small values look at the nearest answers only.</source>
        <translation>Temperatur des Kontrasts; kleine Werte sehen nur die nächsten Antworten.</translation>
    </message>
    <message>
        <source>Weight of the contrast</source>
        <translation>Gewicht des Kontrasts</translation>
    </message>
    <message>
        <source>0.1 and 1.0 are the authors&apos; values.</source>
        <translation>0,1 und 1,0 sind die Werte der Autoren.</translation>
    </message>
    <message>
        <source>GRPO and relatives (group relative policy optimisation)</source>
        <translation>GRPO und Verwandte (Group Relative Policy Optimization)</translation>
    </message>
    <message>
        <source>Writes several answers to each prompt and makes those likelier that score above the average of their group.</source>
        <translation>Schreibt mehrere Antworten je Prompt und macht die wahrscheinlicher, die über dem Mittel ihrer Gruppe liegen.</translation>
    </message>
    <message>
        <source>A program, a judge or a reward model can score answers, and the model gets some of them right already.</source>
        <translation>Ein Programm, ein Urteilender oder ein Belohnungsmodell kann Antworten bewerten, und das Modell trifft schon einige.</translation>
    </message>
    <message>
        <source>Groups that are all right or all wrong teach nothing. Rewards with holes are found and used. Averaging by row rewards long wrong answers; choose DAPO&apos;s or Dr. GRPO&apos;s average against that.</source>
        <translation>Gruppen, die ganz richtig oder ganz falsch sind, lehren nichts. Lücken in der Belohnung werden gefunden und genutzt. Das Mitteln je Zeile belohnt lange falsche Antworten; dagegen hilft das Mittel von DAPO oder Dr. GRPO.</translation>
    </message>
    <message>
        <source>The reward, not the loss: right after sampling the loss is near 0 by construction. Stop when entropy collapses or all groups agree.</source>
        <translation>Die Belohnung, nicht den Verlust: Gleich nach dem Schreiben ist der Verlust von selbst nahe 0. Aufhören, wenn die Entropie einbricht oder alle Gruppen einig sind.</translation>
    </message>
    <message>
        <source>Cap of the ratio</source>
        <translation>Deckel des Verhältnisses</translation>
    </message>
    <message>
        <source>Bounds the push against bad tokens that became likely; 4 is usual, 0 is off.</source>
        <translation>Begrenzt den Druck gegen schlechte Token, die wahrscheinlich wurden; 4 ist üblich, 0 ist aus.</translation>
    </message>
    <message>
        <source>Share of tokens trained</source>
        <translation>Anteil trainierter Token</translation>
    </message>
    <message>
        <source>Below 1 only the tokens at which the model is most undecided count; 0.2 is the paper&apos;s.</source>
        <translation>Unter 1 zählen nur die Token, an denen das Modell am unsichersten ist; 0,2 steht im Artikel.</translation>
    </message>
    <message>
        <source>Rewards being undecided, so that answers stay different; 0.001 is much.</source>
        <translation>Belohnt Unentschiedenheit, damit Antworten verschieden bleiben; 0,001 ist viel.</translation>
    </message>
    <message>
        <source>Leave out stale bad rows</source>
        <translation>Veraltete schlechte Zeilen auslassen</translation>
    </message>
    <message>
        <source>Bad answers that became unlikelier than this, in nats a token, no longer push; 0 is off.</source>
        <translation>Schlechte Antworten, die um mehr als dies (Nats je Token) unwahrscheinlicher wurden, drücken nicht mehr; 0 ist aus.</translation>
    </message>
    <message>
        <source>Cap of the correction</source>
        <translation>Deckel der Korrektur</translation>
    </message>
    <message>
        <source>Largest weight that corrects for the generator&apos;s own numbers.</source>
        <translation>Größtes Gewicht, das die eigenen Zahlen des Generators ausgleicht.</translation>
    </message>
    <message>
        <source>SAPO τ, good answers</source>
        <translation>SAPO τ, gute Antworten</translation>
    </message>
    <message>
        <source>How sharply gains fade away from ratio 1.</source>
        <translation>Wie scharf Gewinne abseits von Verhältnis 1 abklingen.</translation>
    </message>
    <message>
        <source>SAPO τ, bad answers</source>
        <translation>SAPO τ, schlechte Antworten</translation>
    </message>
    <message>
        <source>A little larger than for good answers keeps training steady.</source>
        <translation>Etwas größer als bei guten Antworten hält das Training ruhig.</translation>
    </message>
    <message>
        <source>VESPO k, good answers</source>
        <translation>VESPO k, gute Antworten</translation>
    </message>
    <message>
        <source>Power of the sequence ratio in the weight.</source>
        <translation>Potenz des Folgenverhältnisses im Gewicht.</translation>
    </message>
    <message>
        <source>VESPO λ, good answers</source>
        <translation>VESPO λ, gute Antworten</translation>
    </message>
    <message>
        <source>How fast the weight falls for large ratios.</source>
        <translation>Wie schnell das Gewicht bei großen Verhältnissen fällt.</translation>
    </message>
    <message>
        <source>VESPO k, bad answers</source>
        <translation>VESPO k, schlechte Antworten</translation>
    </message>
    <message>
        <source>VESPO λ, bad answers</source>
        <translation>VESPO λ, schlechte Antworten</translation>
    </message>
    <message>
        <source>DAPO: all tokens of the step alike</source>
        <translation>DAPO: alle Token des Schritts gleich</translation>
    </message>
    <message>
        <source>GRPO: each answer, then answers</source>
        <translation>GRPO: je Antwort, dann über Antworten</translation>
    </message>
    <message>
        <source>BNPO: all tokens of the micro-batch</source>
        <translation>BNPO: alle Token des Teilbatchs</translation>
    </message>
    <message>
        <source>Dr. GRPO: over the longest length</source>
        <translation>Dr. GRPO: über die größte Länge</translation>
    </message>
    <message>
        <source>CISPO: capped weight on log-prob</source>
        <translation>CISPO: begrenztes Gewicht auf Logprob</translation>
    </message>
    <message>
        <source>SAPO: soft gate instead of a clip</source>
        <translation>SAPO: weiche Schwelle statt Grenze</translation>
    </message>
    <message>
        <source>LUSPO: answers by their length</source>
        <translation>LUSPO: Antworten nach Länge</translation>
    </message>
    <message>
        <source>VESPO: weight from the whole answer</source>
        <translation>VESPO: Gewicht aus der ganzen Antwort</translation>
    </message>
    <message>
        <source>How token terms are formed and averaged. LUSPO wants ratios of whole answers.</source>
        <translation>Wie Tokenterme gebildet und gemittelt werden. LUSPO will Verhältnisse ganzer Antworten.</translation>
    </message>
    <message>
        <source>Ratio of</source>
        <translation>Verhältnis je</translation>
    </message>
    <message>
        <source>each token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>the whole answer (GSPO)</source>
        <translation>ganzer Antwort (GSPO)</translation>
    </message>
    <message>
        <source>the answer, slope by token</source>
        <translation>Antwort, Steigung je Token</translation>
    </message>
    <message>
        <source>Whole answers are steadier, for mixtures of experts above all; clips must then be about 0.0003.</source>
        <translation>Ganze Antworten sind ruhiger, vor allem bei Expertenmischungen; Grenzen dann etwa 0,0003.</translation>
    </message>
    <message>
        <source>KL term</source>
        <translation>KL-Term</translation>
    </message>
    <message>
        <source>plain estimate</source>
        <translation>schlichte Schätzung</translation>
    </message>
    <message>
        <source>weighted by the ratio, as TRL 1.16</source>
        <translation>mit dem Verhältnis gewichtet, wie TRL 1.16</translation>
    </message>
    <message>
        <source>Only with a KL weight above 0. The weighted form has the gradient of the true KL.</source>
        <translation>Nur mit KL-Gewicht über 0. Die gewichtete Form hat den Gradienten der wahren KL.</translation>
    </message>
    <message>
        <source>Correct the generator</source>
        <translation>Generator ausgleichen</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>by token, capped</source>
        <translation>je Token, gedeckelt</translation>
    </message>
    <message>
        <source>by token, large ones dropped</source>
        <translation>je Token, große entfallen</translation>
    </message>
    <message>
        <source>by answer, capped</source>
        <translation>je Antwort, gedeckelt</translation>
    </message>
    <message>
        <source>by answer, large ones dropped</source>
        <translation>je Antwort, große entfallen</translation>
    </message>
    <message>
        <source>For answers that another program wrote with slightly different numbers.</source>
        <translation>Für Antworten, die ein anderes Programm mit leicht anderen Zahlen schrieb.</translation>
    </message>
    <message>
        <source>GMPO (geometric mean policy optimisation)</source>
        <translation>GMPO (Geometric-Mean Policy Optimization)</translation>
    </message>
    <message>
        <source>GRPO with the geometric mean of an answer&apos;s token ratios, so that single odd tokens cannot dominate.</source>
        <translation>GRPO mit dem geometrischen Mittel der Tokenverhältnisse einer Antwort, damit einzelne seltsame Token nicht überwiegen.</translation>
    </message>
    <message>
        <source>GRPO runs jump: a few tokens with huge ratios spoil the steps.</source>
        <translation>GRPO-Läufe springen: Wenige Token mit riesigen Verhältnissen verderben die Schritte.</translation>
    </message>
    <message>
        <source>As GRPO: groups without a difference teach nothing, holes in the reward are used.</source>
        <translation>Wie GRPO: Gruppen ohne Unterschied lehren nichts, Lücken der Belohnung werden genutzt.</translation>
    </message>
    <message>
        <source>The reward and the entropy; the loss says little.</source>
        <translation>Die Belohnung und die Entropie; der Verlust sagt wenig.</translation>
    </message>
    <message>
        <source>RLOO (REINFORCE leave-one-out)</source>
        <translation>RLOO (REINFORCE Leave-One-Out)</translation>
    </message>
    <message>
        <source>Writes a few answers to each prompt and compares each one&apos;s reward with the mean of the others.</source>
        <translation>Schreibt einige Antworten je Prompt und vergleicht die Belohnung jeder mit dem Mittel der anderen.</translation>
    </message>
    <message>
        <source>You can score answers and want the plainest method that works; two to four answers a prompt are enough.</source>
        <translation>Antworten lassen sich bewerten, und die schlichteste Methode, die funktioniert, ist gesucht; zwei bis vier Antworten je Prompt genügen.</translation>
    </message>
    <message>
        <source>With two answers the signal is noisy. Long answers carry a large KL penalty because it is a sum.</source>
        <translation>Mit zwei Antworten ist das Signal verrauscht. Lange Antworten tragen einen großen KL-Abzug, weil er eine Summe ist.</translation>
    </message>
    <message>
        <source>Reward and KL together: reward that rises only with KL is bought from the start model.</source>
        <translation>Belohnung und KL zusammen: Belohnung, die nur mit der KL steigt, ist dem Startmodell abgekauft.</translation>
    </message>
    <message>
        <source>KL in the reward</source>
        <translation>KL in der Belohnung</translation>
    </message>
    <message>
        <source>What each nat away from the start model costs an answer.</source>
        <translation>Was jedes Nat Abstand zum Startmodell eine Antwort kostet.</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>the mean of the others</source>
        <translation>dem Mittel der anderen</translation>
    </message>
    <message>
        <source>the mean of the group</source>
        <translation>dem Mittel der Gruppe</translation>
    </message>
    <message>
        <source>The mean of the others keeps the gradient unbiased.</source>
        <translation>Das Mittel der anderen hält den Gradienten unverzerrt.</translation>
    </message>
    <message>
        <source>as they are</source>
        <translation>wie sie sind</translation>
    </message>
    <message>
        <source>brought to mean 0 and spread 1</source>
        <translation>auf Mittel 0 und Streuung 1 gebracht</translation>
    </message>
    <message>
        <source>Over the batch; close to REINFORCE++.</source>
        <translation>Über den Batch; nahe an REINFORCE++.</translation>
    </message>
    <message>
        <source>More answers make the comparison steadier and a round slower.</source>
        <translation>Mehr Antworten machen den Vergleich ruhiger und die Runde langsamer.</translation>
    </message>
    <message>
        <source>Sampling temperature</source>
        <translation>Temperatur beim Schreiben</translation>
    </message>
    <message>
        <source>1 samples as the model thinks; less makes answers alike, and groups flat.</source>
        <translation>1 schreibt, wie das Modell denkt; weniger macht Antworten gleich und Gruppen flach.</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>Längste Antwort</translation>
    </message>
    <message>
        <source>In tokens; longer answers are cut off.</source>
        <translation>In Token; längere Antworten werden abgeschnitten.</translation>
    </message>
    <message>
        <source>Steps per round</source>
        <translation>Schritte je Runde</translation>
    </message>
    <message>
        <source>Answers are written for so many steps at once; above 1 the later steps train on slightly older answers.</source>
        <translation>Für so viele Schritte wird auf einmal geschrieben; über 1 trainieren spätere Schritte auf etwas älteren Antworten.</translation>
    </message>
    <message>
        <source>Reward</source>
        <translation>Belohnung</translation>
    </message>
    <message>
        <source>sums of the starter world</source>
        <translation>Rechnungen der Startwelt</translation>
    </message>
    <message>
        <source>last number as in the reference answer</source>
        <translation>letzte Zahl wie in der Musterantwort</translation>
    </message>
    <message>
        <source>same text as the reference answer</source>
        <translation>gleicher Text wie die Musterantwort</translation>
    </message>
    <message>
        <source>warm opening of the starter world</source>
        <translation>warme Eröffnung der Startwelt</translation>
    </message>
    <message>
        <source>a reward model of yours</source>
        <translation>ein eigenes Belohnungsmodell</translation>
    </message>
    <message>
        <source>a judge: a program of yours</source>
        <translation>ein Urteilender: ein eigenes Programm</translation>
    </message>
    <message>
        <source>Who scores the answers. A judge is a program that reads JSON lines {prompt, completion, reference} and writes {reward}.</source>
        <translation>Wer die Antworten bewertet. Ein Urteilender ist ein Programm, das JSON-Zeilen {prompt, completion, reference} liest und {reward} schreibt.</translation>
    </message>
    <message>
        <source>Cut-off answers</source>
        <translation>Abgeschnittene Antworten</translation>
    </message>
    <message>
        <source>are trained like others</source>
        <translation>werden wie andere trainiert</translation>
    </message>
    <message>
        <source>are left out of the loss</source>
        <translation>bleiben aus dem Verlust</translation>
    </message>
    <message>
        <source>An answer without an end has not said what it is scored for.</source>
        <translation>Eine Antwort ohne Ende hat noch nicht gesagt, wofür sie bewertet wird.</translation>
    </message>
    <message>
        <source>online: the model&apos;s own answers</source>
        <translation>online: Antworten des Modells selbst</translation>
    </message>
    <message>
        <source>distillation</source>
        <translation>Destillation</translation>
    </message>
    <message>
        <source>Clip below</source>
        <translation>Grenze unten</translation>
    </message>
    <message>
        <source>How far the ratio to the writing model may fall before a token stops counting.</source>
        <translation>Wie weit das Verhältnis zum schreibenden Modell fallen darf, bevor ein Token nicht mehr zählt.</translation>
    </message>
    <message>
        <source>Clip above</source>
        <translation>Grenze oben</translation>
    </message>
    <message>
        <source>How far the ratio may rise. A little more than below keeps rare words alive.</source>
        <translation>Wie weit das Verhältnis steigen darf. Etwas mehr als unten hält seltene Wörter am Leben.</translation>
    </message>
    <message>
        <source>KL weight</source>
        <translation>Gewicht der KL</translation>
    </message>
    <message>
        <source>Pull towards the start model. 0 needs no reference in memory.</source>
        <translation>Zug zum Startmodell. 0 braucht keine Referenz im Speicher.</translation>
    </message>
    <message>
        <source>Advantages divided by</source>
        <translation>Vorteile geteilt durch</translation>
    </message>
    <message>
        <source>the spread of the group</source>
        <translation>die Streuung der Gruppe</translation>
    </message>
    <message>
        <source>the spread of the batch</source>
        <translation>die Streuung des Batchs</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Dividing by the group&apos;s spread makes nearly solved and nearly hopeless prompts count more.</source>
        <translation>Das Teilen durch die Streuung der Gruppe lässt fast gelöste und fast hoffnungslose Prompts mehr zählen.</translation>
    </message>
    <message>
        <source>Loss of a pair</source>
        <translation>Verlust eines Paars</translation>
    </message>
    <message>
        <source>DPO: logistic</source>
        <translation>DPO: logistisch</translation>
    </message>
    <message>
        <source>IPO: squared, on sums</source>
        <translation>IPO: quadratisch, auf Summen</translation>
    </message>
    <message>
        <source>How far the margin is driven: without end, or to 1/(2β).</source>
        <translation>Wie weit der Abstand getrieben wird: ohne Ende oder bis 1/(2β).</translation>
    </message>
    <message>
        <source>Equal rewards</source>
        <translation>Gleiche Belohnungen</translation>
    </message>
    <message>
        <source>the pair is left out</source>
        <translation>das Paar bleibt aus</translation>
    </message>
    <message>
        <source>the first wins, as in TRL</source>
        <translation>die erste gewinnt, wie in TRL</translation>
    </message>
    <message>
        <source>Pairs of equal answers teach nothing but the order of writing.</source>
        <translation>Paare gleich guter Antworten lehren nichts als die Reihenfolge des Schreibens.</translation>
    </message>
    <message>
        <source>What each nat away from the start model costs, token by token.</source>
        <translation>Was jedes Nat Abstand zum Startmodell kostet, Token für Token.</translation>
    </message>
    <message>
        <source>1: a token answers for everything that follows it.</source>
        <translation>1: Ein Token steht für alles ein, was ihm folgt.</translation>
    </message>
    <message>
        <source>λ of the advantages</source>
        <translation>λ der Vorteile</translation>
    </message>
    <message>
        <source>1 trusts the rewards alone; less leans on the critic.</source>
        <translation>1 traut allein den Belohnungen; weniger stützt sich auf die Wertschätzung.</translation>
    </message>
    <message>
        <source>Clip of the ratio</source>
        <translation>Grenze des Verhältnisses</translation>
    </message>
    <message>
        <source>How far one round may move a token&apos;s probability.</source>
        <translation>Wie weit eine Runde die Wahrscheinlichkeit eines Tokens bewegen darf.</translation>
    </message>
    <message>
        <source>Clip of the values</source>
        <translation>Grenze der Werte</translation>
    </message>
    <message>
        <source>How far the critic may move from its values at sampling.</source>
        <translation>Wie weit die Wertschätzung sich von ihren Werten beim Schreiben entfernen darf.</translation>
    </message>
    <message>
        <source>Weight of the critic</source>
        <translation>Gewicht der Wertschätzung</translation>
    </message>
    <message>
        <source>Share of the critic&apos;s error in the loss.</source>
        <translation>Anteil des Fehlers der Wertschätzung am Verlust.</translation>
    </message>
    <message>
        <source>KL estimate</source>
        <translation>Schätzung der KL</translation>
    </message>
    <message>
        <source>k1: may be negative, unbiased</source>
        <translation>k1: kann negativ sein, unverzerrt</translation>
    </message>
    <message>
        <source>k3: never negative, steadier</source>
        <translation>k3: nie negativ, ruhiger</translation>
    </message>
    <message>
        <source>How the penalty is measured at each token.</source>
        <translation>Wie der Abzug an jedem Token gemessen wird.</translation>
    </message>
    <message>
        <source>Whitening keeps steps alike while rewards grow.</source>
        <translation>Das Angleichen hält die Schritte gleich groß, während die Belohnungen wachsen.</translation>
    </message>
    <message>
        <source>Online DPO (pairs of the model&apos;s own answers)</source>
        <translation>Online-DPO (Paare eigener Antworten)</translation>
    </message>
    <message>
        <source>Writes two answers to each prompt, has them scored, and trains DPO on the better against the worse.</source>
        <translation>Schreibt zwei Antworten je Prompt, lässt sie bewerten und trainiert DPO auf die bessere gegen die schlechtere.</translation>
    </message>
    <message>
        <source>DPO stalled on fixed pairs, and a program, judge or reward model can say which of two answers is better.</source>
        <translation>DPO kam mit festen Paaren nicht weiter, und ein Programm, Urteilender oder Belohnungsmodell kann sagen, welche von zwei Antworten besser ist.</translation>
    </message>
    <message>
        <source>Ties teach the order of writing; a judge&apos;s taste, such as for length, is learned quickly.</source>
        <translation>Gleichstände lehren die Reihenfolge des Schreibens; der Geschmack eines Urteilenden, etwa für Länge, wird schnell gelernt.</translation>
    </message>
    <message>
        <source>The reward of the answers and their length; the margin grows in any case.</source>
        <translation>Die Belohnung der Antworten und ihre Länge; der Abstand wächst ohnehin.</translation>
    </message>
    <message>
        <source>XPO (exploratory preference optimisation)</source>
        <translation>XPO (Exploratory Preference Optimization)</translation>
    </message>
    <message>
        <source>Online DPO of the model&apos;s answer against the start model&apos;s, with a small push away from what the start model says.</source>
        <translation>Online-DPO der eigenen Antwort gegen die des Startmodells, mit einem kleinen Anstoß weg von dem, was das Startmodell sagt.</translation>
    </message>
    <message>
        <source>Online DPO keeps finding the same answers.</source>
        <translation>Online-DPO findet immer dieselben Antworten.</translation>
    </message>
    <message>
        <source>Too much optimism makes unlikely text likely; it is a sum over tokens, so keep α near 1e-5.</source>
        <translation>Zu viel Optimismus macht unwahrscheinlichen Text wahrscheinlich; er ist eine Summe über Token, also α nahe 1e-5 halten.</translation>
    </message>
    <message>
        <source>The reward, and the log-prob of the start model&apos;s samples.</source>
        <translation>Die Belohnung und die Logprob der Antworten des Startmodells.</translation>
    </message>
    <message>
        <source>Optimism</source>
        <translation>Optimismus</translation>
    </message>
    <message>
        <source>Pushes the model away from the start model&apos;s answers.</source>
        <translation>Drückt das Modell von den Antworten des Startmodells weg.</translation>
    </message>
    <message>
        <source>Nash-MD (learning against a mixture of itself)</source>
        <translation>Nash-MD (Lernen gegen eine Mischung seiner selbst)</translation>
    </message>
    <message>
        <source>Makes answers likelier that a judge prefers to those of a mixture of the model and its start.</source>
        <translation>Macht Antworten wahrscheinlicher, die ein Urteilender denen einer Mischung aus Modell und Startmodell vorzieht.</translation>
    </message>
    <message>
        <source>Preferences are not transitive, so that no single score describes them.</source>
        <translation>Vorlieben sind nicht transitiv, sodass keine einzelne Zahl sie beschreibt.</translation>
    </message>
    <message>
        <source>A judge near a coin toss gives no signal; the KL part ignores what later tokens cost.</source>
        <translation>Ein Urteil nahe am Münzwurf gibt kein Signal; der KL-Teil übersieht, was spätere Token kosten.</translation>
    </message>
    <message>
        <source>How often the model&apos;s answer wins against the mixture; it should settle a little above half.</source>
        <translation>Wie oft die Antwort des Modells gegen die Mischung gewinnt; das sollte sich etwas über der Hälfte einpendeln.</translation>
    </message>
    <message>
        <source>Share of the start model</source>
        <translation>Anteil des Startmodells</translation>
    </message>
    <message>
        <source>In the mixture that the model plays against.</source>
        <translation>In der Mischung, gegen die das Modell spielt.</translation>
    </message>
    <message>
        <source>NFT (negative-aware fine-tuning)</source>
        <translation>NFT (Feinabstimmung mit Fehlern)</translation>
    </message>
    <message>
        <source>Learns from right and from wrong answers alike: wrong ones through the policy that is left when right ones are taken out.</source>
        <translation>Lernt aus richtigen und falschen Antworten: aus falschen über das Verhalten, das ohne die richtigen übrig bleibt.</translation>
    </message>
    <message>
        <source>Answers are simply right or wrong, as in arithmetic, and plain fine-tuning on the right ones stopped helping.</source>
        <translation>Antworten sind einfach richtig oder falsch, wie beim Rechnen, und schlichtes Training auf den richtigen hilft nicht mehr.</translation>
    </message>
    <message>
        <source>Prompts that are always or never solved are dropped; a wrong checker is learned.</source>
        <translation>Prompts, die immer oder nie gelöst werden, fallen weg; eine falsche Prüfung wird mitgelernt.</translation>
    </message>
    <message>
        <source>The share of right answers, and the share of groups that are dropped.</source>
        <translation>Den Anteil richtiger Antworten und den Anteil der Gruppen, die wegfallen.</translation>
    </message>
    <message>
        <source>Weight of wrong answers</source>
        <translation>Gewicht falscher Antworten</translation>
    </message>
    <message>
        <source>0 trains on right answers only.</source>
        <translation>0 trainiert nur auf richtigen Antworten.</translation>
    </message>
    <message>
        <source>Divisor</source>
        <translation>Teiler</translation>
    </message>
    <message>
        <source>Sums are divided by this constant; with ratios of whole answers take 1.</source>
        <translation>Summen werden durch diese Konstante geteilt; bei Verhältnissen ganzer Antworten 1 nehmen.</translation>
    </message>
    <message>
        <source>Weight of a prompt</source>
        <translation>Gewicht eines Prompts</translation>
    </message>
    <message>
        <source>hard prompts more</source>
        <translation>schwere Prompts mehr</translation>
    </message>
    <message>
        <source>as GRPO weighs</source>
        <translation>wie GRPO gewichtet</translation>
    </message>
    <message>
        <source>all alike</source>
        <translation>alle gleich</translation>
    </message>
    <message>
        <source>By the share of right answers in its group.</source>
        <translation>Nach dem Anteil richtiger Antworten in seiner Gruppe.</translation>
    </message>
    <message>
        <source>the whole answer</source>
        <translation>ganzer Antwort</translation>
    </message>
    <message>
        <source>Whole answers are steadier but need a divisor of 1.</source>
        <translation>Ganze Antworten sind ruhiger, brauchen aber den Teiler 1.</translation>
    </message>
    <message>
        <source>A*-PO (regression on the optimal advantage)</source>
        <translation>A*-PO (Regression auf den besten Vorteil)</translation>
    </message>
    <message>
        <source>Estimates once how well each prompt can be answered, then needs a single answer a prompt while training.</source>
        <translation>Schätzt einmal, wie gut jeder Prompt beantwortet werden kann, und braucht beim Training nur eine Antwort je Prompt.</translation>
    </message>
    <message>
        <source>Sampling is the costly part, and the start model solves part of the prompts.</source>
        <translation>Das Schreiben ist der teure Teil, und das Startmodell löst einen Teil der Prompts.</translation>
    </message>
    <message>
        <source>Prompts that the start model never solves have a value of 0 and teach only from luck.</source>
        <translation>Prompts, die das Startmodell nie löst, haben den Wert 0 und lehren nur durch Glück.</translation>
    </message>
    <message>
        <source>The reward; the loss is a squared error and falls in steps.</source>
        <translation>Die Belohnung; der Verlust ist ein quadratischer Fehler und fällt in Stufen.</translation>
    </message>
    <message>
        <source>β₁</source>
        <translation>β₁</translation>
    </message>
    <message>
        <source>Small values take the best of the start model&apos;s answers for the value, large ones their mean.</source>
        <translation>Kleine Werte nehmen die beste Antwort des Startmodells als Wert, große das Mittel.</translation>
    </message>
    <message>
        <source>β₂</source>
        <translation>β₂</translation>
    </message>
    <message>
        <source>Scale of the log-ratio; small values let the model move far.</source>
        <translation>Maßstab des Logverhältnisses; kleine Werte lassen das Modell weit gehen.</translation>
    </message>
    <message>
        <source>Expert iteration (rejection sampling, RAFT, STaR)</source>
        <translation>Experteniteration (Auslese eigener Antworten, RAFT, STaR)</translation>
    </message>
    <message>
        <source>Writes several answers to each prompt, keeps those that pass, and trains on them as if a person had written them.</source>
        <translation>Schreibt mehrere Antworten je Prompt, behält die bestandenen und trainiert auf ihnen, als hätte ein Mensch sie geschrieben.</translation>
    </message>
    <message>
        <source>A checker can accept or refuse answers and you want the steadiest of the online methods.</source>
        <translation>Eine Prüfung kann Antworten annehmen oder ablehnen, und die ruhigste der Online-Methoden ist gesucht.</translation>
    </message>
    <message>
        <source>Learns nothing from refused answers and narrows: easy prompts fill the data.</source>
        <translation>Lernt nichts aus abgelehnten Antworten und verengt sich: Leichte Prompts füllen die Daten.</translation>
    </message>
    <message>
        <source>The share that passes, and the entropy.</source>
        <translation>Den Anteil, der besteht, und die Entropie.</translation>
    </message>
    <message>
        <source>Passes from</source>
        <translation>Bestanden ab</translation>
    </message>
    <message>
        <source>Answers with at least this reward are kept.</source>
        <translation>Antworten mit mindestens dieser Belohnung bleiben.</translation>
    </message>
    <message>
        <source>Of a prompt, keep</source>
        <translation>Je Prompt behalten</translation>
    </message>
    <message>
        <source>all that passed</source>
        <translation>alle bestandenen</translation>
    </message>
    <message>
        <source>the best, if it passed</source>
        <translation>die beste, wenn bestanden</translation>
    </message>
    <message>
        <source>Equal answers to a prompt are kept once.</source>
        <translation>Gleiche Antworten auf einen Prompt bleiben einmal.</translation>
    </message>
    <message>
        <source>preference without a reference</source>
        <translation>Präferenz ohne Referenz</translation>
    </message>
    <message>
        <source>APO-zero</source>
        <translation>APO-zero</translation>
    </message>
    <message>
        <source>Makes the chosen answer likelier and the rejected one unlikelier than the start model has them, each by itself.</source>
        <translation>Macht die gewählte Antwort wahrscheinlicher und die abgelehnte unwahrscheinlicher als im Startmodell, jede für sich.</translation>
    </message>
    <message>
        <source>Your chosen answers are better than what the model writes today.</source>
        <translation>Die gewählten Antworten sind besser als das, was das Modell heute schreibt.</translation>
    </message>
    <message>
        <source>When the chosen answers are worse than the model&apos;s own, it learns to write worse: take APO-down then.</source>
        <translation>Sind die gewählten Antworten schlechter als die des Modells, lernt es, schlechter zu schreiben: dann APO-down nehmen.</translation>
    </message>
    <message>
        <source>Both rewards must part: chosen above 0, rejected below. Rewards beyond ±10 no longer train.</source>
        <translation>Die Belohnungen müssen auseinandergehen: gewählt über 0, abgelehnt darunter. Jenseits von ±10 lernt nichts mehr.</translation>
    </message>
    <message>
        <source>APO-down</source>
        <translation>APO-down</translation>
    </message>
    <message>
        <source>Makes both answers unlikelier, the rejected one more, so that the model moves away from the pair.</source>
        <translation>Macht beide Antworten unwahrscheinlicher, die abgelehnte mehr, damit sich das Modell vom Paar entfernt.</translation>
    </message>
    <message>
        <source>Even your chosen answers are worse than what the model writes today.</source>
        <translation>Selbst die gewählten Antworten sind schlechter als das, was das Modell heute schreibt.</translation>
    </message>
    <message>
        <source>On good data it unlearns the good answers. Trained long it makes all text of the pairs unlikely.</source>
        <translation>Auf guten Daten verlernt es die guten Antworten. Lange trainiert macht es allen Text der Paare unwahrscheinlich.</translation>
    </message>
    <message>
        <source>Log-probs of the chosen answers: they fall, but slowly.</source>
        <translation>Log-Probs der gewählten Antworten: Sie fallen, aber langsam.</translation>
    </message>
    <message>
        <source>BCO on pairs</source>
        <translation>BCO auf Paaren</translation>
    </message>
    <message>
        <source>Trains a yes-or-no classifier whose logit is the reward: chosen answers above the running mean, rejected ones below.</source>
        <translation>Trainiert einen Ja-Nein-Klassifikator mit der Belohnung als Logit: gewählte Antworten über das laufende Mittel, abgelehnte darunter.</translation>
    </message>
    <message>
        <source>Chosen and rejected answers of a prompt are hard to compare, but good or bad by themselves.</source>
        <translation>Gewählte und abgelehnte Antworten eines Prompts sind schwer vergleichbar, aber für sich gut oder schlecht.</translation>
    </message>
    <message>
        <source>The running mean lags behind a fast model; a learning rate that is too high makes it chase its own shift.</source>
        <translation>Das laufende Mittel hinkt einem schnellen Modell nach; bei zu hoher Lernrate jagt es der eigenen Verschiebung nach.</translation>
    </message>
    <message>
        <source>The shift δ: it should settle, not drift.</source>
        <translation>Die Verschiebung δ: Sie sollte sich setzen, nicht wandern.</translation>
    </message>
    <message>
        <source>Shift δ</source>
        <translation>Verschiebung δ</translation>
    </message>
    <message>
        <source>none, as TRL today</source>
        <translation>keine, wie TRL heute</translation>
    </message>
    <message>
        <source>running mean of all rewards, as the paper</source>
        <translation>laufendes Mittel aller Belohnungen, wie der Artikel</translation>
    </message>
    <message>
        <source>What counts as an average answer. Without a shift the start model is the average.</source>
        <translation>Was als durchschnittliche Antwort zählt. Ohne Verschiebung ist das Startmodell der Durchschnitt.</translation>
    </message>
    <message>
        <source>NCA on pairs</source>
        <translation>NCA auf Paaren</translation>
    </message>
    <message>
        <source>Raises the chosen answer&apos;s own likelihood and holds both answers near the start model.</source>
        <translation>Hebt die Likelihood der gewählten Antwort selbst und hält beide nahe am Startmodell.</translation>
    </message>
    <message>
        <source>DPO makes your chosen answers unlikelier; this one protects them.</source>
        <translation>DPO macht die gewählten Antworten unwahrscheinlicher; dieses Ziel schützt sie.</translation>
    </message>
    <message>
        <source>Separates chosen from rejected more slowly than DPO; a large β freezes the model.</source>
        <translation>Trennt gewählt und abgelehnt langsamer als DPO; ein großes β friert das Modell ein.</translation>
    </message>
    <message>
        <source>Log-probs of the chosen answers must rise.</source>
        <translation>Die Log-Probs der gewählten Antworten müssen steigen.</translation>
    </message>
    <message>
        <source>Pull towards the start model; the paper uses 0.01, ten times less than DPO.</source>
        <translation>Zug zum Startmodell; der Artikel nimmt 0,01, ein Zehntel von DPO.</translation>
    </message>
    <message>
        <source>SPPO with hard labels</source>
        <translation>SPPO mit harten Urteilen</translation>
    </message>
    <message>
        <source>Moves each log-ratio to a fixed target: +1/(2β) for the chosen, -1/(2β) for the rejected answer.</source>
        <translation>Bringt jedes Log-Verhältnis an ein festes Ziel: +1/(2β) für die gewählte, -1/(2β) für die abgelehnte Antwort.</translation>
    </message>
    <message>
        <source>You train in rounds: write answers, judge them, train, repeat with the new model as reference.</source>
        <translation>Sie trainieren in Runden: Antworten schreiben, beurteilen, trainieren, mit dem neuen Modell als Referenz wiederholen.</translation>
    </message>
    <message>
        <source>With a small β the targets are hundreds of nats away and the loss begins huge; without clipping it breaks the model.</source>
        <translation>Mit kleinem β liegen die Ziele Hunderte nats entfernt und der Verlust beginnt riesig; ohne Kappen zerbricht das Modell.</translation>
    </message>
    <message>
        <source>Gradient norm before clipping, and the loss on a log axis.</source>
        <translation>Gradientennorm vor dem Kappen und der Verlust auf logarithmischer Achse.</translation>
    </message>
    <message>
        <source>Sets the targets ±1/(2β): 5 nats at 0.1, 500 at the paper&apos;s 0.001.</source>
        <translation>Setzt die Ziele ±1/(2β): 5 nats bei 0,1, 500 bei den 0,001 des Artikels.</translation>
    </message>
    <message>
        <source>SPPO with win chances</source>
        <translation>SPPO mit Gewinnchancen</translation>
    </message>
    <message>
        <source>Moves each log-ratio in proportion to the answer&apos;s chance to beat the model&apos;s own.</source>
        <translation>Bewegt jedes Log-Verhältnis im Maß der Chance der Antwort, die des Modells zu schlagen.</translation>
    </message>
    <message>
        <source>A judge gives win chances, not just a winner, and you train in rounds.</source>
        <translation>Eine Jury gibt Gewinnchancen, nicht nur Sieger, und Sie trainieren in Runden.</translation>
    </message>
    <message>
        <source>Win chances near one half ask for no change; a judge that is never sure teaches nothing. Without chances it falls back to 1 and 0.</source>
        <translation>Chancen nahe ein Halb verlangen keine Änderung; eine nie sichere Jury lehrt nichts. Ohne Chancen gelten 1 und 0.</translation>
    </message>
    <message>
        <source>Sets the targets (P - ½)/β: up to 5 nats at 0.1, 500 at the paper&apos;s 0.001.</source>
        <translation>Setzt die Ziele (P - ½)/β: bis 5 nats bei 0,1, 500 bei den 0,001 des Artikels.</translation>
    </message>
    <message>
        <source>DPO-positive (DPOP)</source>
        <translation>DPO-positive (DPOP)</translation>
    </message>
    <message>
        <source>DPO with a fine whenever the chosen answer becomes less likely than at the start.</source>
        <translation>DPO mit einer Strafe, sobald die gewählte Antwort unwahrscheinlicher wird als am Anfang.</translation>
    </message>
    <message>
        <source>Chosen and rejected differ in few tokens, where DPO lowers both.</source>
        <translation>Gewählt und abgelehnt unterscheiden sich in wenigen Tokens; dort senkt DPO beide.</translation>
    </message>
    <message>
        <source>A large λ makes it imitate the chosen answers and ignore the rejected ones.</source>
        <translation>Ein großes λ ahmt die gewählten Antworten nach und übersieht die abgelehnten.</translation>
    </message>
    <message>
        <source>Log-probs of the chosen answers: they should not fall below the first step.</source>
        <translation>Log-Probs der gewählten Antworten: Sie sollten nicht unter den ersten Schritt fallen.</translation>
    </message>
    <message>
        <source>Weight of the fine; 5 to 50 are used, 0 is DPO.</source>
        <translation>Gewicht der Strafe; üblich sind 5 bis 50, 0 ist DPO.</translation>
    </message>
    <message>
        <source>Cal-DPO</source>
        <translation>Cal-DPO</translation>
    </message>
    <message>
        <source>Ranks the pair and pins both rewards to ±1/(2β), so that their size means something.</source>
        <translation>Ordnet das Paar und heftet beide Belohnungen an ±1/(2β), damit ihre Größe etwas bedeutet.</translation>
    </message>
    <message>
        <source>You read rewards as numbers, or the chosen answers lose likelihood under DPO.</source>
        <translation>Belohnungen werden als Zahlen gelesen, oder gewählte Antworten werden mit DPO unwahrscheinlicher.</translation>
    </message>
    <message>
        <source>The squares dominate for small β; the loss then is SPPO&apos;s with hard labels.</source>
        <translation>Bei kleinem β überwiegen die Quadrate; dann ist es der Verlust von SPPO mit harten Urteilen.</translation>
    </message>
    <message>
        <source>Reward of chosen answers: it should near ½ and stay.</source>
        <translation>Belohnung gewählter Antworten: Sie sollte sich ½ nähern und dort bleiben.</translation>
    </message>
    <message>
        <source>Sets the targets ±1/(2β) nats: 5 at 0.1, 0.5 at 1.</source>
        <translation>Setzt die Ziele ±1/(2β) nats: 5 bei 0,1, 0,5 bei 1.</translation>
    </message>
    <message>
        <source>DPO with a hinge</source>
        <translation>DPO mit Knick (Hinge)</translation>
    </message>
    <message>
        <source>Pushes chosen over rejected until the scaled margin is 1, then leaves the pair alone.</source>
        <translation>Schiebt gewählt über abgelehnt, bis der skalierte Abstand 1 ist, und lässt das Paar dann in Ruhe.</translation>
    </message>
    <message>
        <source>You want easy pairs to stop training once they are decided, so that the model moves no further than it must.</source>
        <translation>Leichte Paare sollen aufhören, sobald sie entschieden sind, damit das Modell nicht weiter wandert als nötig.</translation>
    </message>
    <message>
        <source>Ends early when β is large: no pair has a slope any more. Below the margin every pair pulls equally hard, wrong labels too.</source>
        <translation>Endet bei großem β früh: Kein Paar hat mehr eine Steigung. Unter dem Abstand zieht jedes Paar gleich stark, auch falsche Urteile.</translation>
    </message>
    <message>
        <source>The share of active pairs: near 0 nothing is learned any more, near 1 nothing is decided yet.</source>
        <translation>Der Anteil aktiver Paare: nahe 0 wird nichts mehr gelernt, nahe 1 ist noch nichts entschieden.</translation>
    </message>
    <message>
        <source>The margin asked for is 1/β nats: 10 at 0.1, 20 at 0.05. Larger β stops sooner.</source>
        <translation>Verlangt wird der Abstand 1/β nats: 10 bei 0,1, 20 bei 0,05. Größeres β hört früher auf.</translation>
    </message>
    <message>
        <source>IPO</source>
        <translation>IPO</translation>
    </message>
    <message>
        <source>Pulls the gap between chosen and rejected towards a fixed target instead of widening it for ever.</source>
        <translation>Zieht die Lücke zwischen gewählt und abgelehnt an ein festes Ziel, statt sie endlos zu weiten.</translation>
    </message>
    <message>
        <source>Your pairs are few or repeat, and DPO runs away with the margin.</source>
        <translation>Es gibt wenige oder wiederholte Paare, und DPO läuft mit dem Abstand davon.</translation>
    </message>
    <message>
        <source>With averages a target of 1/(2β) nats a token is out of reach, so the loss hardly moves: raise β to 0.5 or 1. A gap beyond the target is pulled back.</source>
        <translation>Mit Mitteln ist ein Ziel von 1/(2β) nats je Token außer Reichweite, der Verlust rührt sich kaum: β auf 0,5 oder 1 heben. Eine Lücke über dem Ziel wird zurückgezogen.</translation>
    </message>
    <message>
        <source>Margins and accuracy, not the loss: its value cannot be compared with DPO&apos;s.</source>
        <translation>Abstände und Genauigkeit, nicht den Verlust: Sein Wert ist mit dem von DPO nicht vergleichbar.</translation>
    </message>
    <message>
        <source>Sets the target gap 1/(2β): 1 nat at 0.5, 5 nats at 0.1. Smaller values ask for more.</source>
        <translation>Setzt die Ziellücke 1/(2β): 1 nat bei 0,5, 5 nats bei 0,1. Kleinere Werte verlangen mehr.</translation>
    </message>
    <message>
        <source>sums of the answer, as in the paper</source>
        <translation>Summen der Antwort, wie im Artikel</translation>
    </message>
    <message>
        <source>averages per token, as TRL</source>
        <translation>Mittel je Token, wie TRL</translation>
    </message>
    <message>
        <source>Averages keep long answers from dominating; the same β asks for far more then.</source>
        <translation>Mittel verhindern, dass lange Antworten überwiegen; dasselbe β verlangt dann weit mehr.</translation>
    </message>
    <message>
        <source>EXO on pairs</source>
        <translation>EXO auf Paaren</translation>
    </message>
    <message>
        <source>Matches the model&apos;s own chance of preferring the chosen answer to the label&apos;s, by reverse KL.</source>
        <translation>Gleicht die Chance, mit der das Modell die gewählte Antwort vorzieht, durch Rückwärts-KL an das Urteil an.</translation>
    </message>
    <message>
        <source>You trust the labels and want the model to settle on one kind of answer rather than spread over several.</source>
        <translation>Sie vertrauen den Urteilen, und das Modell soll sich auf eine Art Antwort festlegen, statt sich zu verteilen.</translation>
    </message>
    <message>
        <source>A pair that is strongly wrong gives almost no slope, so the worst mistakes stay. Start from a model that is right more often than not.</source>
        <translation>Ein stark falsches Paar gibt fast keine Steigung, die schlimmsten Fehler bleiben. Von einem Modell ausgehen, das öfter richtig als falsch liegt.</translation>
    </message>
    <message>
        <source>Accuracy of the pairs that began below zero: do they ever turn?</source>
        <translation>Genauigkeit der Paare, die unter null begannen: Drehen sie je?</translation>
    </message>
    <message>
        <source>Chance left to the rejected answer; the loss needs more than 0. Larger values bound the margin.</source>
        <translation>Chance, die der abgelehnten Antwort bleibt; der Verlust braucht mehr als 0. Größere Werte begrenzen den Abstand.</translation>
    </message>
    <message>
        <source>DPO, length-normalised</source>
        <translation>DPO, längennormiert</translation>
    </message>
    <message>
        <source>DPO on log-ratios per token, so that a long answer has no more say than a short one.</source>
        <translation>DPO auf Log-Verhältnissen je Token, damit eine lange Antwort nicht mehr zu sagen hat als eine kurze.</translation>
    </message>
    <message>
        <source>Answers grow longer under DPO, or lengths differ a lot in a pair.</source>
        <translation>Antworten werden mit DPO länger, oder die Längen im Paar sind sehr verschieden.</translation>
    </message>
    <message>
        <source>At DPO&apos;s β the slope is smaller by the length of the answer and nothing seems to happen.</source>
        <translation>Mit dem β von DPO ist die Steigung um die Länge der Antwort kleiner, und scheinbar geschieht nichts.</translation>
    </message>
    <message>
        <source>Works per token, so it is far larger than DPO&apos;s: 2 to 10. Larger values sharpen the push.</source>
        <translation>Wirkt je Token, ist also weit größer als bei DPO: 2 bis 10. Größere Werte schieben schärfer.</translation>
    </message>
    <message>
        <source>DiscoPOP</source>
        <translation>DiscoPOP</translation>
    </message>
    <message>
        <source>A loss found by automatic search: logistic for undecided pairs, exponential for decided ones.</source>
        <translation>Ein durch automatische Suche gefundener Verlust: logistisch für unentschiedene, exponentiell für entschiedene Paare.</translation>
    </message>
    <message>
        <source>You compare losses; it did well where the search was made.</source>
        <translation>Sie vergleichen Verluste; wo gesucht wurde, schnitt er gut ab.</translation>
    </message>
    <message>
        <source>The margin in the first hundred steps; it may dip below zero.</source>
        <translation>Den Abstand in den ersten hundert Schritten; er kann unter null fallen.</translation>
    </message>
    <message>
        <source>Pull towards the start model; the search used 0.05.</source>
        <translation>Zug zum Startmodell; die Suche nahm 0,05.</translation>
    </message>
    <message>
        <source>Pull towards the start model; the paper&apos;s setting is 0.01.</source>
        <translation>Zug zum Startmodell; der Artikel nimmt 0,01.</translation>
    </message>
    <message>
        <source>AOT on pairs</source>
        <translation>AOT auf Paaren</translation>
    </message>
    <message>
        <source>Compares the sorted gaps of a batch with the start model&apos;s sorted gaps: the whole distribution should move up.</source>
        <translation>Vergleicht die sortierten Lücken eines Batches mit denen des Startmodells: Die ganze Verteilung soll steigen.</translation>
    </message>
    <message>
        <source>You care for the spread of margins, above all the worst pairs, more than for each pair.</source>
        <translation>Die Streuung der Abstände, vor allem die schlechtesten Paare, zählt mehr als jedes einzelne Paar.</translation>
    </message>
    <message>
        <source>In small batches sorting does little: with one pair it is DPO. Accumulation does not enlarge what is sorted.</source>
        <translation>In kleinen Batches bewirkt Sortieren wenig: Mit einem Paar ist es DPO. Akkumulieren vergrößert nicht, was sortiert wird.</translation>
    </message>
    <message>
        <source>The low end of the margins (p5), not only the mean.</source>
        <translation>Das untere Ende der Abstände (p5), nicht nur das Mittel.</translation>
    </message>
    <message>
        <source>AOT, chosen and rejected apart</source>
        <translation>AOT, gewählt und abgelehnt getrennt</translation>
    </message>
    <message>
        <source>Sorts all chosen and all rejected answers of a batch apart and compares rank with rank.</source>
        <translation>Sortiert alle gewählten und alle abgelehnten Antworten eines Batches getrennt und vergleicht Rang mit Rang.</translation>
    </message>
    <message>
        <source>Good and bad answers come from different prompts, so that who is paired with whom is chance.</source>
        <translation>Gute und schlechte Antworten stammen von verschiedenen Prompts, die Paarung ist also Zufall.</translation>
    </message>
    <message>
        <source>Ignores what the pairs say about each prompt; small batches make the ranks noisy.</source>
        <translation>Übersieht, was die Paare über jeden Prompt sagen; kleine Batches machen die Ränge unruhig.</translation>
    </message>
    <message>
        <source>Held-out accuracy of real pairs.</source>
        <translation>Genauigkeit echter Paare auf Prüfdaten.</translation>
    </message>
    <message>
        <source>MCTS-DPO (steps of a search tree)</source>
        <translation>MCTS-DPO (Schritte eines Suchbaums)</translation>
    </message>
    <message>
        <source>DPO on two next steps under one beginning; the visits of a tree search say how sure the label is.</source>
        <translation>DPO auf zwei nächsten Schritten unter einem Anfang; die Besuche einer Baumsuche sagen, wie sicher das Urteil ist.</translation>
    </message>
    <message>
        <source>Visits that are almost equal make the label worth nothing; the search must be wide enough to decide.</source>
        <translation>Fast gleiche Besuche machen das Urteil wertlos; die Suche muss breit genug sein, um zu entscheiden.</translation>
    </message>
    <message>
        <source>Accuracy on pairs with clear visits.</source>
        <translation>Genauigkeit auf Paaren mit klaren Besuchen.</translation>
    </message>
    <message>
        <source>DPO over several aspects</source>
        <translation>DPO über mehrere Aspekte</translation>
    </message>
    <message>
        <source>Several pairs a prompt, each about one aspect; the aspect that lags behind weighs more.</source>
        <translation>Mehrere Paare je Prompt, jedes zu einem Aspekt; der zurückliegende Aspekt wiegt mehr.</translation>
    </message>
    <message>
        <source>One aspect with wrong labels keeps the largest loss and draws all the weight.</source>
        <translation>Ein Aspekt mit falschen Urteilen behält den größten Verlust und zieht alles Gewicht an.</translation>
    </message>
    <message>
        <source>The weights of the aspects: they should come near each other.</source>
        <translation>Die Gewichte der Aspekte: Sie sollten sich einander nähern.</translation>
    </message>
    <message>
        <source>Margin asked for inside the sigmoid; papers give γ/β. Larger values push harder and longer.</source>
        <translation>Verlangter Abstand innerhalb des Sigmoids; Artikel nennen γ/β. Größere Werte schieben stärker und länger.</translation>
    </message>
    <message>
        <source>Weight of likelihood</source>
        <translation>Gewicht der Likelihood</translation>
    </message>
    <message>
        <source>How much the chosen answers are also imitated; 0 leaves that out.</source>
        <translation>Wie stark die gewählten Antworten auch nachgeahmt werden; 0 lässt das weg.</translation>
    </message>
    <message>
        <source>SimPO</source>
        <translation>SimPO</translation>
    </message>
    <message>
        <source>Raises the chosen answer&apos;s mean log-probability per token above the rejected one&apos;s by a margin.</source>
        <translation>Hebt die mittlere Log-Wahrscheinlichkeit je Token der gewählten Antwort um einen Abstand über die der abgelehnten.</translation>
    </message>
    <message>
        <source>Memory is short: there is no start model to hold. The score is what sampling sees.</source>
        <translation>Der Speicher ist knapp: Kein Startmodell ist zu halten. Der Wert ist das, was beim Schreiben zählt.</translation>
    </message>
    <message>
        <source>Nothing ties it to the start model: a learning rate of 1e-5 or more breaks it, and repetition is rewarded.</source>
        <translation>Nichts bindet es an das Startmodell: Eine Lernrate ab 1e-5 zerbricht es, und Wiederholung wird belohnt.</translation>
    </message>
    <message>
        <source>Mean log-prob of the chosen answers: towards 0 means the model repeats itself.</source>
        <translation>Mittlere Log-Prob der gewählten Antworten: gegen 0 heißt, das Modell wiederholt sich.</translation>
    </message>
    <message>
        <source>Sharpness of the comparison of averages: 2 to 10. TRL&apos;s default 0.1 is far too small.</source>
        <translation>Schärfe des Vergleichs der Mittel: 2 bis 10. Die Voreinstellung 0,1 von TRL ist viel zu klein.</translation>
    </message>
    <message>
        <source>CPO</source>
        <translation>CPO</translation>
    </message>
    <message>
        <source>Ranks chosen above rejected by their whole log-probability while imitating the chosen answers.</source>
        <translation>Ordnet gewählt über abgelehnt nach der ganzen Log-Wahrscheinlichkeit und ahmt dabei die gewählten Antworten nach.</translation>
    </message>
    <message>
        <source>Translation and other tasks with answers of like length, without memory for a reference.</source>
        <translation>Übersetzen und andere Aufgaben mit ähnlich langen Antworten, ohne Speicher für eine Referenz.</translation>
    </message>
    <message>
        <source>Sums favour the shorter answer. Without the likelihood term (weight 0) it drifts and breaks.</source>
        <translation>Summen bevorzugen die kürzere Antwort. Ohne den Likelihood-Term (Gewicht 0) treibt es ab und zerbricht.</translation>
    </message>
    <message>
        <source>Length of sampled answers, and the likelihood term.</source>
        <translation>Länge der Stichproben und den Likelihood-Term.</translation>
    </message>
    <message>
        <source>Sharpness of the comparison of sums; 0.1 is usual.</source>
        <translation>Schärfe des Vergleichs der Summen; üblich ist 0,1.</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>logistic</source>
        <translation>logistisch</translation>
    </message>
    <message>
        <source>hinge: stops at a margin</source>
        <translation>Knick: hört bei einem Abstand auf</translation>
    </message>
    <message>
        <source>square of averages: a fixed gap</source>
        <translation>Quadrat der Mittel: eine feste Lücke</translation>
    </message>
    <message>
        <source>How a pair&apos;s gap becomes a loss; label smoothing belongs to the logistic one.</source>
        <translation>Wie aus der Lücke eines Paars ein Verlust wird; Label-Smoothing gehört zum logistischen.</translation>
    </message>
    <message>
        <source>AlphaPO</source>
        <translation>AlphaPO</translation>
    </message>
    <message>
        <source>SimPO with a bent reward: α decides whether unlikely or likely answers get the steeper slope.</source>
        <translation>SimPO mit gebogener Belohnung: α entscheidet, ob unwahrscheinliche oder wahrscheinliche Antworten steiler ziehen.</translation>
    </message>
    <message>
        <source>SimPO works, and you want to tune how far likelihoods fall.</source>
        <translation>SimPO funktioniert, und Sie wollen steuern, wie weit Wahrscheinlichkeiten fallen.</translation>
    </message>
    <message>
        <source>A large positive α makes the reward explode for unlikely answers; gradients jump.</source>
        <translation>Ein großes positives α lässt die Belohnung bei unwahrscheinlichen Antworten explodieren; Gradienten springen.</translation>
    </message>
    <message>
        <source>Gradient norm, and the mean log-prob of rejected answers.</source>
        <translation>Gradientennorm und mittlere Log-Prob der abgelehnten Antworten.</translation>
    </message>
    <message>
        <source>Sharpness of the comparison; 2.5 was published.</source>
        <translation>Schärfe des Vergleichs; veröffentlicht ist 2,5.</translation>
    </message>
    <message>
        <source>0 is SimPO. Above 0 unlikely answers pull harder, below 0 likely ones do.</source>
        <translation>0 ist SimPO. Über 0 ziehen unwahrscheinliche Antworten stärker, unter 0 wahrscheinliche.</translation>
    </message>
    <message>
        <source>ORPO</source>
        <translation>ORPO</translation>
    </message>
    <message>
        <source>Imitates the chosen answers and, in the same step, raises their odds over the rejected ones.</source>
        <translation>Ahmt die gewählten Antworten nach und hebt im selben Schritt ihre Odds über die der abgelehnten.</translation>
    </message>
    <message>
        <source>You start from a base model and want imitation and preference in one go.</source>
        <translation>Sie beginnen mit einem Basismodell und wollen Nachahmung und Präferenz in einem Gang.</translation>
    </message>
    <message>
        <source>The preference part is weak: on a model that already imitates well little changes.</source>
        <translation>Der Präferenzteil ist schwach: Bei einem Modell, das schon gut nachahmt, ändert sich wenig.</translation>
    </message>
    <message>
        <source>Both terms: the likelihood falls first, the odds follow.</source>
        <translation>Beide Terme: Erst fällt die Likelihood, die Odds folgen.</translation>
    </message>
    <message>
        <source>Weight of the odds beside the imitation; TRL calls it beta.</source>
        <translation>Gewicht der Odds neben der Nachahmung; TRL nennt es beta.</translation>
    </message>
    <message>
        <source>Imitate</source>
        <translation>Nachahmen</translation>
    </message>
    <message>
        <source>the answer</source>
        <translation>die Antwort</translation>
    </message>
    <message>
        <source>prompt and answer, as TRL</source>
        <translation>Prompt und Antwort, wie TRL</translation>
    </message>
    <message>
        <source>Whether the model also learns to write the prompts; that changes the weight of the odds.</source>
        <translation>Ob das Modell auch lernt, die Prompts zu schreiben; das ändert das Gewicht der Odds.</translation>
    </message>
    <message>
        <source>Aligned SFT through absolute likelihood (ASFT)</source>
        <translation>Ausgerichtetes SFT durch absolute Likelihood (ASFT)</translation>
    </message>
    <message>
        <source>Imitates the chosen answer and judges each answer&apos;s odds by itself, chosen up, rejected down.</source>
        <translation>Ahmt die gewählte Antwort nach und beurteilt die Odds jeder Antwort für sich, gewählt hoch, abgelehnt runter.</translation>
    </message>
    <message>
        <source>As ORPO, but chosen and rejected should not be traded against each other.</source>
        <translation>Wie ORPO, aber gewählt und abgelehnt sollen nicht gegeneinander verrechnet werden.</translation>
    </message>
    <message>
        <source>The rejected part fades once an answer is unlikely; not to be confused with Anchored SFT.</source>
        <translation>Der abgelehnte Teil verblasst, sobald eine Antwort unwahrscheinlich ist; nicht mit Anchored SFT zu verwechseln.</translation>
    </message>
    <message>
        <source>Log-probs of both sides: the rejected ones should level off.</source>
        <translation>Log-Probs beider Seiten: Die abgelehnten sollten sich einpendeln.</translation>
    </message>
    <message>
        <source>Sharpness of the odds; the paper&apos;s form has 1.</source>
        <translation>Schärfe der Odds; die Form des Artikels hat 1.</translation>
    </message>
    <message>
        <source>Weight of the imitation.</source>
        <translation>Gewicht der Nachahmung.</translation>
    </message>
    <message>
        <source>Weight of the odds.</source>
        <translation>Gewicht der Odds.</translation>
    </message>
    <message>
        <source>SLiC-HF</source>
        <translation>SLiC-HF</translation>
    </message>
    <message>
        <source>Asks for a fixed gap in log-probability between chosen and rejected and imitates a target answer.</source>
        <translation>Verlangt eine feste Lücke der Log-Wahrscheinlichkeit zwischen gewählt und abgelehnt und ahmt eine Zielantwort nach.</translation>
    </message>
    <message>
        <source>A plain, old and sturdy choice without a reference.</source>
        <translation>Eine schlichte, alte und robuste Wahl ohne Referenz.</translation>
    </message>
    <message>
        <source>The gap is in sums, so long answers reach it by chance; the likelihood is a sum too and soon outweighs it.</source>
        <translation>Die Lücke gilt für Summen, lange Antworten erreichen sie zufällig; auch die Likelihood ist eine Summe und überwiegt bald.</translation>
    </message>
    <message>
        <source>The share of active pairs: near 0 only the imitation is left.</source>
        <translation>Der Anteil aktiver Paare: nahe 0 bleibt nur die Nachahmung.</translation>
    </message>
    <message>
        <source>Scale of the gap; the paper has 1.</source>
        <translation>Maß der Lücke; der Artikel hat 1.</translation>
    </message>
    <message>
        <source>δ</source>
        <translation>δ</translation>
    </message>
    <message>
        <source>Gap asked for; pairs beyond it no longer train.</source>
        <translation>Verlangte Lücke; Paare darüber trainieren nicht mehr.</translation>
    </message>
    <message>
        <source>TPO (gold, chosen, rejected)</source>
        <translation>TPO (Gold, gewählt, abgelehnt)</translation>
    </message>
    <message>
        <source>Imitates a gold answer and ranks chosen above rejected in the same step.</source>
        <translation>Ahmt eine Goldantwort nach und ordnet im selben Schritt gewählt über abgelehnt.</translation>
    </message>
    <message>
        <source>Gold answers of another style pull the pair apart from what it should teach.</source>
        <translation>Goldantworten anderen Stils ziehen das Paar von dem weg, was es lehren soll.</translation>
    </message>
    <message>
        <source>Both terms, and the log-probs of the rejected answers.</source>
        <translation>Beide Terme und die Log-Probs der abgelehnten Antworten.</translation>
    </message>
    <message>
        <source>Sharpness of the comparison: 0.01 for sums, about 2 for averages.</source>
        <translation>Schärfe des Vergleichs: 0,01 für Summen, etwa 2 für Mittel.</translation>
    </message>
    <message>
        <source>Weight of the imitation of the gold answers.</source>
        <translation>Gewicht der Nachahmung der Goldantworten.</translation>
    </message>
    <message>
        <source>Margin asked for; only with averages.</source>
        <translation>Verlangter Abstand; nur mit Mitteln.</translation>
    </message>
    <message>
        <source>sums of the answer</source>
        <translation>Summen der Antwort</translation>
    </message>
    <message>
        <source>averages per token (TPO-L)</source>
        <translation>Mittel je Token (TPO-L)</translation>
    </message>
    <message>
        <source>Averages keep long answers from dominating.</source>
        <translation>Mittel verhindern, dass lange Antworten überwiegen.</translation>
    </message>
    <message>
        <source>RRHF: ranking answers without a reference</source>
        <translation>RRHF: Antworten reihen ohne Bezugsmodell</translation>
    </message>
    <message>
        <source>several answers ranked</source>
        <translation>mehrere Antworten mit Rang</translation>
    </message>
    <message>
        <source>Puts the model&apos;s own likelihoods of several answers into the order of their scores and copies the best.</source>
        <translation>Bringt die Wahrscheinlichkeiten mehrerer Antworten in die Reihenfolge ihrer Punktzahlen und ahmt die beste nach.</translation>
    </message>
    <message>
        <source>Prompts have three or more scored answers and no reference model fits in memory.</source>
        <translation>Wenn Fragen drei oder mehr bewertete Antworten haben und kein Bezugsmodell in den Speicher passt.</translation>
    </message>
    <message>
        <source>Has no margin: once the order is right it only copies, and wrong scores are believed.</source>
        <translation>Kennt keinen Abstand: stimmt die Reihenfolge, ahmt es nur noch nach; falschen Punktzahlen wird geglaubt.</translation>
    </message>
    <message>
        <source>The share of pairs in the right order on held-out prompts.</source>
        <translation>Der Anteil richtig geordneter Paare auf zurückgehaltenen Fragen.</translation>
    </message>
    <message>
        <source>ω</source>
        <translation>ω</translation>
    </message>
    <message>
        <source>Weight of the order against copying the best answer.</source>
        <translation>Gewicht der Reihenfolge gegen das Nachahmen der besten Antwort.</translation>
    </message>
    <message>
        <source>Length power</source>
        <translation>Potenz der Länge</translation>
    </message>
    <message>
        <source>1 compares averages per token, 0 compares sums and so favours short answers.</source>
        <translation>1 vergleicht Mittel je Token, 0 Summen und bevorzugt so kurze Antworten.</translation>
    </message>
    <message>
        <source>Copy the best answer by</source>
        <translation>Beste Antwort nachahmen nach</translation>
    </message>
    <message>
        <source>its token mean</source>
        <translation>ihrem Mittel je Token</translation>
    </message>
    <message>
        <source>its sum, as the paper</source>
        <translation>ihrer Summe, wie die Arbeit</translation>
    </message>
    <message>
        <source>With the sum, copying outweighs the order for long answers.</source>
        <translation>Mit der Summe überwiegt bei langen Antworten das Nachahmen.</translation>
    </message>
    <message>
        <source>PRO: preference ranking optimisation</source>
        <translation>PRO: Optimieren ganzer Ranglisten</translation>
    </message>
    <message>
        <source>Lifts the best answer over all worse ones, then the second best, each by how far the scores differ.</source>
        <translation>Hebt die beste Antwort über alle schlechteren, dann die zweitbeste, je nach Unterschied der Punktzahlen.</translation>
    </message>
    <message>
        <source>Answers have scores on a sane scale, say 0 to 5, from a reward model or people.</source>
        <translation>Wenn Antworten Punktzahlen in vernünftigem Maß haben, etwa 0 bis 5, von Modell oder Menschen.</translation>
    </message>
    <message>
        <source>Large score differences make it blunt and unstable; rescale them first.</source>
        <translation>Große Punktunterschiede machen es grob und unruhig; vorher umrechnen.</translation>
    </message>
    <message>
        <source>Order on held-out prompts; the loss depends on the scale of the scores and says little.</source>
        <translation>Reihenfolge auf zurückgehaltenen Fragen; der Verlust hängt vom Maß der Punktzahlen ab und sagt wenig.</translation>
    </message>
    <message>
        <source>Weight of copying the best answer; grows with the square of the number of answers.</source>
        <translation>Gewicht des Nachahmens der besten Antwort; wächst mit dem Quadrat der Antwortzahl.</translation>
    </message>
    <message>
        <source>Equal scores</source>
        <translation>Gleiche Punktzahlen</translation>
    </message>
    <message>
        <source>do not compete</source>
        <translation>treten nicht an</translation>
    </message>
    <message>
        <source>stay in the sum, as written</source>
        <translation>bleiben in der Summe, wie geschrieben</translation>
    </message>
    <message>
        <source>Whether an answer of equal score still takes part in the comparison.</source>
        <translation>Ob eine Antwort gleicher Punktzahl am Vergleich noch teilnimmt.</translation>
    </message>
    <message>
        <source>AFT: alignment fine-tuning with a constrained contrast</source>
        <translation>AFT: Ausrichten mit begrenztem Kontrast</translation>
    </message>
    <message>
        <source>Copies a demonstration and lifts right solutions above wrong ones, without pushing wrong ones into the ground.</source>
        <translation>Ahmt ein Vorbild nach und hebt richtige Lösungen über falsche, ohne die falschen in den Boden zu drücken.</translation>
    </message>
    <message>
        <source>Reasoning data: several sampled solutions of each problem, marked right or wrong.</source>
        <translation>Für Daten zum Schlussfolgern: mehrere gezogene Lösungen je Aufgabe, richtig oder falsch.</translation>
    </message>
    <message>
        <source>Without the constraint wrong answers are pushed until the text breaks; with a large ω it forgets.</source>
        <translation>Ohne die Grenze werden falsche Antworten gedrückt, bis der Text zerbricht; mit großem ω vergisst es.</translation>
    </message>
    <message>
        <source>Log-probs of wrong answers: they should settle, not fall for ever.</source>
        <translation>Log-Wahrscheinlichkeiten falscher Antworten: sie sollen sich setzen, nicht ewig fallen.</translation>
    </message>
    <message>
        <source>Weight of the contrast against copying.</source>
        <translation>Gewicht des Kontrasts gegen das Nachahmen.</translation>
    </message>
    <message>
        <source>Resting distance</source>
        <translation>Ruheabstand</translation>
    </message>
    <message>
        <source>How far below the worst right answer wrong ones come to rest, in nats per token.</source>
        <translation>Wie weit unter der schlechtesten richtigen Antwort falsche zur Ruhe kommen, in Nats je Token.</translation>
    </message>
    <message>
        <source>Wrong answers</source>
        <translation>Falsche Antworten</translation>
    </message>
    <message>
        <source>are never pushed</source>
        <translation>werden nie gedrückt</translation>
    </message>
    <message>
        <source>are pushed down to a boundary</source>
        <translation>werden bis zu einer Grenze gedrückt</translation>
    </message>
    <message>
        <source>by score: every worse one to its boundary</source>
        <translation>nach Punktzahl: jede schlechtere bis zu ihrer Grenze</translation>
    </message>
    <message>
        <source>How the contrast is kept from running away.</source>
        <translation>Wie der Kontrast am Davonlaufen gehindert wird.</translation>
    </message>
    <message>
        <source>InfoNCA: scored answers against each other</source>
        <translation>InfoNCA: bewertete Antworten gegeneinander</translation>
    </message>
    <message>
        <source>Makes the answers&apos; implicit rewards share out a prompt as their scores do.</source>
        <translation>Lässt die stillen Belohnungen der Antworten eine Frage so aufteilen wie ihre Punktzahlen.</translation>
    </message>
    <message>
        <source>Prompts have several answers with real-valued scores that you trust.</source>
        <translation>Wenn Fragen mehrere Antworten mit verlässlichen Punktzahlen haben.</translation>
    </message>
    <message>
        <source>Like DPO it only compares: all answers may become less likely together.</source>
        <translation>Wie DPO vergleicht es nur: alle Antworten können zusammen unwahrscheinlicher werden.</translation>
    </message>
    <message>
        <source>Order on held-out prompts and the log-probs of the best answers.</source>
        <translation>Reihenfolge auf zurückgehaltenen Fragen und die Log-Wahrscheinlichkeiten der besten Antworten.</translation>
    </message>
    <message>
        <source>Scale of the implicit reward; small values let the model move far.</source>
        <translation>Maßstab der stillen Belohnung; kleine Werte lassen das Modell weit gehen.</translation>
    </message>
    <message>
        <source>Temperature of the scores: small values trust the best answer alone, large ones treat all alike.</source>
        <translation>Temperatur der Punktzahlen: kleine Werte trauen nur der besten Antwort, große behandeln alle gleich.</translation>
    </message>
    <message>
        <source>NCA: scored answers, each on its own</source>
        <translation>NCA: bewertete Antworten, jede für sich</translation>
    </message>
    <message>
        <source>Raises well scored answers and holds every answer&apos;s own implicit reward near zero.</source>
        <translation>Hebt gut bewertete Antworten und hält die stille Belohnung jeder einzelnen nahe null.</translation>
    </message>
    <message>
        <source>As InfoNCA, when good answers must not lose likelihood.</source>
        <translation>Wie InfoNCA, wenn gute Antworten nicht an Wahrscheinlichkeit verlieren dürfen.</translation>
    </message>
    <message>
        <source>Separates answers more weakly than InfoNCA.</source>
        <translation>Trennt Antworten schwächer als InfoNCA.</translation>
    </message>
    <message>
        <source>Log-probs of the best answers: they should not fall.</source>
        <translation>Log-Wahrscheinlichkeiten der besten Antworten: sie sollen nicht fallen.</translation>
    </message>
    <message>
        <source>Plackett–Luce DPO: DPO on whole rankings</source>
        <translation>Plackett-Luce-DPO: DPO auf ganzen Ranglisten</translation>
    </message>
    <message>
        <source>Makes the whole order of several answers likely, from the best down, against the start model.</source>
        <translation>Macht die ganze Reihenfolge mehrerer Antworten wahrscheinlich, von der besten abwärts, gegen das Startmodell.</translation>
    </message>
    <message>
        <source>People or a judge ranked three or more answers and the whole order is to be trusted.</source>
        <translation>Wenn Menschen oder ein Richter drei oder mehr Antworten gereiht haben und die ganze Reihenfolge gilt.</translation>
    </message>
    <message>
        <source>The lower half of a ranking is often noise and counts as much as the top.</source>
        <translation>Die untere Hälfte einer Rangliste ist oft Rauschen und zählt so viel wie die obere.</translation>
    </message>
    <message>
        <source>As DPO: log-probs of the best answers, and the order on held-out prompts.</source>
        <translation>Wie bei DPO: Log-Wahrscheinlichkeiten der besten Antworten und Reihenfolge auf zurückgehaltenen Fragen.</translation>
    </message>
    <message>
        <source>Reward model from pairs (Bradley–Terry)</source>
        <translation>Belohnungsmodell aus Paaren (Bradley-Terry)</translation>
    </message>
    <message>
        <source>reward models</source>
        <translation>Belohnungsmodelle</translation>
    </message>
    <message>
        <source>Trains a score that is higher for the chosen answer than for the rejected one.</source>
        <translation>Trainiert eine Punktzahl, die für die bevorzugte Antwort höher ist als für die abgelehnte.</translation>
    </message>
    <message>
        <source>You need a judge: to score new answers, to rank candidates, or for reinforcement learning.</source>
        <translation>Wenn ein Richter gebraucht wird: um neue Antworten zu bewerten, Kandidaten zu reihen oder für bestärkendes Lernen.</translation>
    </message>
    <message>
        <source>Over-fits within two epochs; learns length or style when they go with the labels.</source>
        <translation>Passt sich in zwei Durchgängen zu sehr an; lernt Länge oder Stil, wenn sie mit den Urteilen gehen.</translation>
    </message>
    <message>
        <source>Held-out accuracy, and the mean score: if it drifts, raise the centring.</source>
        <translation>Zurückgehaltene Trefferquote und mittlere Punktzahl: wenn sie wegdriftet, die Zentrierung erhöhen.</translation>
    </message>
    <message>
        <source>Keeps scores around zero; 0 lets them drift, 0.01 is usual.</source>
        <translation>Hält Punktzahlen um null; 0 lässt sie driften, 0,01 ist üblich.</translation>
    </message>
    <message>
        <source>Reward model from ratings (regression)</source>
        <translation>Belohnungsmodell aus Noten (Regression)</translation>
    </message>
    <message>
        <source>Trains one number per quality that matches the ratings people gave.</source>
        <translation>Trainiert je Eigenschaft eine Zahl, die den vergebenen Noten entspricht.</translation>
    </message>
    <message>
        <source>Answers have ratings, perhaps several kinds, instead of comparisons.</source>
        <translation>Wenn Antworten Noten haben, vielleicht mehrerer Art, statt Vergleichen.</translation>
    </message>
    <message>
        <source>Raters who use the scale differently blur it; it predicts the middle for everything.</source>
        <translation>Verschieden strenge Noten verwischen es; dann sagt es für alles die Mitte voraus.</translation>
    </message>
    <message>
        <source>Held-out loss against that of always predicting the mean rating.</source>
        <translation>Zurückgehaltener Verlust gegen den der immer gleichen mittleren Note.</translation>
    </message>
    <message>
        <source>Process reward model: is each step right?</source>
        <translation>Prozess-Belohnungsmodell: stimmt jeder Schritt?</translation>
    </message>
    <message>
        <source>Learns to say, at the end of each step of a solution, whether that step is right.</source>
        <translation>Lernt, am Ende jedes Lösungsschritts zu sagen, ob er stimmt.</translation>
    </message>
    <message>
        <source>Solutions come with verdicts on their steps and you want to search or score by step.</source>
        <translation>Wenn Lösungen Urteile über ihre Schritte haben und schrittweise gesucht oder bewertet werden soll.</translation>
    </message>
    <message>
        <source>Most steps are right, so saying yes always looks good.</source>
        <translation>Die meisten Schritte stimmen, daher sieht immer Ja zu sagen gut aus.</translation>
    </message>
    <message>
        <source>Balanced accuracy, which counts right and wrong steps alike.</source>
        <translation>Die ausgeglichene Trefferquote, die richtige und falsche Schritte gleich zählt.</translation>
    </message>
    <message>
        <source>Steps that train</source>
        <translation>Schritte, die trainieren</translation>
    </message>
    <message>
        <source>every judged step</source>
        <translation>jeder beurteilte Schritt</translation>
    </message>
    <message>
        <source>the last one only</source>
        <translation>nur der letzte</translation>
    </message>
    <message>
        <source>The last one only makes an outcome reward model.</source>
        <translation>Nur der letzte ergibt ein Belohnungsmodell für das Ergebnis.</translation>
    </message>
    <message>
        <source>APO-zero on single answers</source>
        <translation>APO-zero auf einzelnen Antworten</translation>
    </message>
    <message>
        <source>Makes good answers likelier and bad ones unlikelier than the start model has them.</source>
        <translation>Macht gute Antworten wahrscheinlicher und schlechte unwahrscheinlicher als im Startmodell.</translation>
    </message>
    <message>
        <source>You would take KTO but want no second pass for its reference point.</source>
        <translation>Sie würden KTO nehmen, wollen aber keinen zweiten Durchgang für den Bezugspunkt.</translation>
    </message>
    <message>
        <source>Without a moving reference point everything may rise together; lopsided labels push one way.</source>
        <translation>Ohne beweglichen Bezugspunkt kann alles zusammen steigen; schiefe Urteile schieben in eine Richtung.</translation>
    </message>
    <message>
        <source>Both rewards must part: good above 0, bad below.</source>
        <translation>Die Belohnungen müssen auseinandergehen: gut über 0, schlecht darunter.</translation>
    </message>
    <message>
        <source>BCO on single answers</source>
        <translation>BCO auf einzelnen Antworten</translation>
    </message>
    <message>
        <source>Trains a good-or-bad classifier whose logit is the reward, around the mean reward so far.</source>
        <translation>Trainiert einen Gut-Schlecht-Klassifikator mit der Belohnung als Logit, um die bisher mittlere Belohnung.</translation>
    </message>
    <message>
        <source>Thumbs up and down, with good and bad answers of about equal number.</source>
        <translation>Daumen hoch und runter, gute und schlechte Antworten etwa gleich viele.</translation>
    </message>
    <message>
        <source>One kind of label far more often moves the mean to its side, and the other kind gets all the slope.</source>
        <translation>Eine weit häufigere Art von Urteil zieht das Mittel zu sich, und die andere bekommt alle Steigung.</translation>
    </message>
    <message>
        <source>mean of all rewards so far, as TRL</source>
        <translation>Mittel aller bisherigen Belohnungen, wie TRL</translation>
    </message>
    <message>
        <source>mean of both kinds in the batch, as the paper</source>
        <translation>Mittel beider Arten im Batch, wie der Artikel</translation>
    </message>
    <message>
        <source>kept as it is</source>
        <translation>bleibt, wie sie ist</translation>
    </message>
    <message>
        <source>What counts as an average answer; the mean of both kinds does not care which is rarer.</source>
        <translation>Was als durchschnittliche Antwort zählt; dem Mittel beider Arten ist gleich, welche seltener ist.</translation>
    </message>
    <message>
        <source>Control-token SFT</source>
        <translation>SFT mit Steuertoken</translation>
    </message>
    <message>
        <source>Imitates all answers, each behind a tag that says good or bad; later you ask with the good tag.</source>
        <translation>Ahmt alle Antworten nach, jede hinter einer Marke für gut oder schlecht; später wird mit der guten Marke gefragt.</translation>
    </message>
    <message>
        <source>A safe first try on thumbs: nothing is ever pushed down.</source>
        <translation>Ein sicherer erster Versuch mit Daumen: Nichts wird je hinuntergedrückt.</translation>
    </message>
    <message>
        <source>Without the tag in the prompt the model writes good and bad alike.</source>
        <translation>Ohne die Marke im Prompt schreibt das Modell Gutes und Schlechtes gleichermaßen.</translation>
    </message>
    <message>
        <source>Held-out loss, and samples that carry the good tag.</source>
        <translation>Verlust auf Prüfdaten und Stichproben mit der guten Marke.</translation>
    </message>
    <message>
        <source>Two terms of the mix count a step in ways of their own; only one can.</source>
        <translation>Zwei Terme der Mischung zählen einen Schritt auf eigene Weise; nur einer kann das.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a regular expression for modules.</source>
        <translation>„%1“ ist kein regulärer Ausdruck für Module.</translation>
    </message>
    <message>
        <source>No tensor of the model matches &quot;%1&quot;.</source>
        <translation>Kein Tensor des Modells passt zu „%1“.</translation>
    </message>
    <message>
        <source>Look at the names with inspect.</source>
        <translation>Die Namen mit inspect ansehen.</translation>
    </message>
    <message>
        <source>Share of batches that are the student&apos;s own answers; 0 uses given texts only.</source>
        <translation>Anteil der Stapel, die eigene Antworten des Schülers sind; 0 nimmt nur vorgegebene Texte.</translation>
    </message>
    <message>
        <source>Given texts</source>
        <translation>Vorgegebene Texte</translation>
    </message>
    <message>
        <source>the data&apos;s answers</source>
        <translation>die Antworten der Daten</translation>
    </message>
    <message>
        <source>written by the teacher</source>
        <translation>vom Lehrer geschrieben</translation>
    </message>
    <message>
        <source>What the other batches are. The teacher writes its answers while training, and the data need only have prompts.</source>
        <translation>Was die anderen Stapel sind. Der Lehrer schreibt seine Antworten während des Trainings, und die Daten brauchen nur Prompts.</translation>
    </message>
    <message>
        <source>Share of a step&apos;s tokens that are learnt from; 1 keeps all.</source>
        <translation>Anteil der Token eines Schritts, von denen gelernt wird; 1 behält alle.</translation>
    </message>
    <message>
        <source>Draw again</source>
        <translation>Neu ziehen</translation>
    </message>
    <message>
        <source>never: the run is one stage</source>
        <translation>nie: Der Lauf ist eine Stufe</translation>
    </message>
    <message>
        <source>every epoch</source>
        <translation>in jeder Epoche</translation>
    </message>
    <message>
        <source>A stage is what trains the same half; several tasks or rounds are several stages.</source>
        <translation>In einer Stufe lernt dieselbe Hälfte; mehrere Aufgaben oder Runden sind mehrere Stufen.</translation>
    </message>
    <message>
        <source>Finds the few weights that the first part of a run changes most, goes back to the start and trains only those.</source>
        <translation>Findet die wenigen Gewichte, die der erste Teil eines Laufs am meisten ändert, geht an den Anfang zurück und trainiert nur diese.</translation>
    </message>
    <message>
        <source>Trains twice; too small a share learns little.</source>
        <translation>Trainiert zweimal; ein zu kleiner Anteil lernt wenig.</translation>
    </message>
    <message>
        <source>Held-out loss: the second part should come near the first.</source>
        <translation>Verlust auf zurückgehaltenen Daten: Der zweite Teil sollte dem ersten nahekommen.</translation>
    </message>
    <message>
        <source>First part</source>
        <translation>Erster Teil</translation>
    </message>
    <message>
        <source>Share of the steps that find those weights; with two epochs a half is one each.</source>
        <translation>Anteil der Schritte, die diese Gewichte finden; bei zwei Epochen gibt die Hälfte jedem Teil eine.</translation>
    </message>
    <message>
        <source>as long as the matrix</source>
        <translation>so lang wie die Matrix</translation>
    </message>
    <message>
        <source>Other model</source>
        <translation>Anderes Modell</translation>
    </message>
    <message>
        <source>Folder or name of the model whose skill should come along.</source>
        <translation>Ordner oder Name des Modells, dessen Können mitkommen soll.</translation>
    </message>
    <message>
        <source>You have demonstrations and many more prompts, but nobody who judges answers. Train on the demonstrations first and start from that model.</source>
        <translation>Du hast Vorbilder und viel mehr Prompts, aber niemanden, der Antworten beurteilt. Trainiere zuerst auf den Vorbildern und beginne mit diesem Modell.</translation>
    </message>
    <message>
        <source>Answers with at least this reward count as right.</source>
        <translation>Antworten mit mindestens dieser Belohnung gelten als richtig.</translation>
    </message>
    <message>
        <source>Chance of winning</source>
        <translation>Gewinnaussicht</translation>
    </message>
    <message>
        <source>from the difference of two rewards</source>
        <translation>aus der Differenz zweier Belohnungen</translation>
    </message>
    <message>
        <source>asked of the judge for both</source>
        <translation>vom Richter für beide erfragt</translation>
    </message>
    <message>
        <source>Asked for both, the judge reads the other answer as &quot;other&quot; too and writes the chance that the first is better as its reward, 0 to 1.</source>
        <translation>Für beide gefragt, liest der Richter auch die andere Antwort als &quot;other&quot; und schreibt als Belohnung die Aussicht, dass die erste besser ist, 0 bis 1.</translation>
    </message>
    <message>
        <source>Answers of the start model</source>
        <translation>Antworten des Startmodells</translation>
    </message>
    <message>
        <source>Written once for each prompt, when it first comes; their rewards give its value.</source>
        <translation>Einmal je Prompt geschrieben, wenn er zum ersten Mal kommt; ihre Belohnungen geben seinen Wert.</translation>
    </message>
    <message>
        <source>The data is uneven: answers that good models also find unlikely get little weight. Their mean log-probs per token stand in the column aligned_avg_logps, or the setting teacher names the models.</source>
        <translation>Die Daten sind uneinheitlich: Antworten, die auch gute Modelle unwahrscheinlich finden, zählen wenig. Deren mittlere Logprobs je Token stehen in der Spalte aligned_avg_logps, oder die Einstellung teacher nennt die Modelle.</translation>
    </message>
    <message>
        <source>You train an encoder for search and have queries that a language model expanded (column expanded) with the passage that answers each as its completion.</source>
        <translation>Du trainierst einen Encoder für die Suche und hast Anfragen, die ein Sprachmodell erweitert hat (Spalte expanded), mit dem passenden Absatz als Antwort.</translation>
    </message>
    <message>
        <source>Other qualities</source>
        <translation>Übrige Eigenschaften</translation>
    </message>
    <message>
        <source>Weight of qualities that have none of their own; v/NAME names one.</source>
        <translation>Gewicht von Eigenschaften ohne eigenes; v/NAME nennt eine.</translation>
    </message>
    <message>
        <source>Reasoning in steps, with pairs that come from a tree search over the model&apos;s own answers. Visits stand in the columns visits_chosen and visits_rejected, or with the answers of a group.</source>
        <translation>Schließen in Schritten, mit Paaren aus einer Baumsuche über eigene Antworten des Modells. Besuche stehen in den Spalten visits_chosen und visits_rejected oder bei den Antworten einer Gruppe.</translation>
    </message>
    <message>
        <source>You label correctness and style apart, and one of them always wins over the other. A pair names its aspect in the column aspect; answers with ratings give a pair for each.</source>
        <translation>Du beurteilst Richtigkeit und Stil getrennt, und eines gewinnt immer über das andere. Ein Paar nennt seine Hinsicht in der Spalte aspect; Antworten mit Bewertungen geben je eines.</translation>
    </message>
    <message>
        <source>Each prompt has a reference answer beside its pair (column gold or reference), and the pair comes from a model; of three ranked answers the best is gold.</source>
        <translation>Jeder Prompt hat neben seinem Paar eine Musterantwort (Spalte gold oder reference), und das Paar kommt von einem Modell; von drei gereihten Antworten ist die beste das Muster.</translation>
    </message>
    <message>
        <source>One model should serve people who weigh, say, helpfulness and brevity differently, and every prompt has several answers that are rated in the same qualities.</source>
        <translation>Wenn ein Modell Menschen dienen soll, die etwa Hilfe und Kürze verschieden gewichten, und jede Frage mehrere Antworten hat, die nach denselben Eigenschaften bewertet sind.</translation>
    </message>
    <message>
        <source>Chooses among the answers that the data has; the published rounds, which write and rate new ones, are not run. Where one answer leads in every quality, or the ratings are noise, the numbers teach nothing.</source>
        <translation>Wählt unter den Antworten, die die Daten haben; die veröffentlichten Runden, die neue schreiben und bewerten, laufen nicht. Wo eine Antwort in jeder Eigenschaft vorn liegt oder die Bewertungen Rauschen sind, lehren die Zahlen nichts.</translation>
    </message>
    <message>
        <source>Answers to one prompt under two directions, with the sentence of the formula as system message: turning the direction should change them.</source>
        <translation>Antworten auf eine Frage unter zwei Richtungen, mit dem Satz der Formel als Systemvorgabe: Eine andere Richtung soll sie ändern.</translation>
    </message>
    <message>
        <source>How far, in degrees, the drawn direction may turn from the weights of the qualities; 0 states the weights themselves every time.</source>
        <translation>Wie weit, in Grad, sich die gezogene Richtung von den Gewichten der Eigenschaften drehen darf; 0 nennt jedes Mal die Gewichte selbst.</translation>
    </message>
    <message>
        <source>Weight of qualities that have none of their own; v/NAME names one. The paper draws around the first of two: v/helpfulness 1 and others 0.</source>
        <translation>Gewicht von Eigenschaften ohne eigenes; v/NAME nennt eine. Die Arbeit zieht um die erste von zweien: v/helpfulness 1 und others 0.</translation>
    </message>
    <message>
        <source>Not convex: with the published τ of 0.05 pairs near zero are pushed the wrong way and small steps leave them there. From 0.11 on the start is no such place; the default here is 0.15.</source>
        <translation>Nicht konvex: Mit dem veröffentlichten τ von 0,05 werden Paare nahe null in die falsche Richtung geschoben, und kleine Schritte lassen sie dort. Ab 0,11 ist der Anfang keine solche Stelle; voreingestellt ist hier 0,15.</translation>
    </message>
    <message>
        <source>Width of the change between both parts. Near 1 the loss is smooth and almost plain DPO; the search used 0.05.</source>
        <translation>Breite des Übergangs zwischen beiden Teilen. Nahe 1 ist der Verlust glatt und fast gewöhnliches DPO; die Suche nahm 0,05.</translation>
    </message>
</context>
<context>
    <name>plan</name>
    <message>
        <source>The plan of the run cannot be read.</source>
        <translation>Der Plan des Laufs kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Plan it again.</source>
        <translation>Noch einmal planen.</translation>
    </message>
    <message>
        <source>The run needs about %1 GB, and %2 GB of memory are free: weights %3, optimizer %4, gradients %5, activations %6, other models %7, program %8.</source>
        <translation>Der Lauf braucht etwa %1 GB, und %2 GB Speicher sind frei: Gewichte %3, Optimierer %4, Gradienten %5, Aktivierungen %6, andere Modelle %7, Programm %8.</translation>
    </message>
    <message>
        <source>Streams of %1 tokens instead of %2: the same result, a little slower.</source>
        <translation>Ströme von %1 statt %2 Token: dasselbe Ergebnis, etwas langsamer.</translation>
    </message>
    <message>
        <source>Weights in bf16: half as large.</source>
        <translation>Gewichte in bf16: halb so groß.</translation>
    </message>
    <message>
        <source>An adapter (LoRA) beside weights in bf16.</source>
        <translation>Ein Adapter (LoRA) neben Gewichten in bf16.</translation>
    </message>
    <message>
        <source>The base&apos;s weights in 8 bits.</source>
        <translation>Die Gewichte der Basis in 8 Bit.</translation>
    </message>
    <message>
        <source>An adapter (LoRA) beside weights in 8 bits.</source>
        <translation>Ein Adapter (LoRA) neben Gewichten in 8 Bit.</translation>
    </message>
    <message>
        <source>The base&apos;s weights in 4 bits.</source>
        <translation>Die Gewichte der Basis in 4 Bit.</translation>
    </message>
    <message>
        <source>An adapter (LoRA) beside weights in 4 bits.</source>
        <translation>Ein Adapter (LoRA) neben Gewichten in 4 Bit.</translation>
    </message>
    <message>
        <source>An adapter (LoRA) instead of all weights: it learns a little less.</source>
        <translation>Ein Adapter (LoRA) statt aller Gewichte: er lernt etwas weniger.</translation>
    </message>
    <message>
        <source>Texts of at most %1 tokens instead of %2: longer ones are left out.</source>
        <translation>Texte von höchstens %1 statt %2 Token: längere bleiben weg.</translation>
    </message>
    <message>
        <source>The optimizer&apos;s numbers in a file of the run folder: the same result, and every step waits for the disk.</source>
        <translation>Die Zahlen des Optimierers in einer Datei des Laufordners: dasselbe Ergebnis, und jeder Schritt wartet auf die Platte.</translation>
    </message>
    <message>
        <source>The optimizer&apos;s moments in 8 bits: about the same result.</source>
        <translation>Die Momente des Optimierers in 8 Bit: etwa dasselbe Ergebnis.</translation>
    </message>
    <message>
        <source>Weights in bf16 without float32 copies, rounded at random: about the same result.</source>
        <translation>Gewichte in bf16 ohne float32-Kopien, zufällig gerundet: etwa dasselbe Ergebnis.</translation>
    </message>
    <message>
        <source>Blocks computed again in the backward pass: the same result, about a quarter slower.</source>
        <translation>Blöcke auf dem Rückweg noch einmal gerechnet: dasselbe Ergebnis, etwa ein Viertel langsamer.</translation>
    </message>
    <message>
        <source>The optimizer&apos;s numbers in the machine&apos;s memory: the same result, and every step copies them to the card and back.</source>
        <translation>Die Zahlen des Optimierers im Speicher des Rechners: dasselbe Ergebnis, und jeder Schritt kopiert sie auf die Karte und zurück.</translation>
    </message>
</context>
<context>
    <name>presets</name>
    <message>
        <source>DPO with an SFT term</source>
        <translation>DPO mit einem SFT-Term</translation>
    </message>
    <message>
        <source>For the starter model and a few dozen labels: the margin grows and the chosen answers stay likely.</source>
        <translation>Für das Startermodell und einige Dutzend Urteile: der Abstand wächst, und die bevorzugten Antworten bleiben wahrscheinlich.</translation>
    </message>
    <message>
        <source>Plain DPO</source>
        <translation>Reines DPO</translation>
    </message>
    <message>
        <source>TRL&apos;s defaults, for models that already answer well.</source>
        <translation>Die Vorgaben von TRL, für Modelle, die schon gut antworten.</translation>
    </message>
    <message>
        <source>RPO: DPO plus likelihood</source>
        <translation>RPO: DPO mit Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Iterative reasoning preference optimisation, 2404.19733.</source>
        <translation>Iterative reasoning preference optimisation, 2404.19733.</translation>
    </message>
    <message>
        <source>Regularised PO</source>
        <translation>Reguliertes PO</translation>
    </message>
    <message>
        <source>DPO with the summed likelihood of the chosen answer, 2405.16436.</source>
        <translation>DPO mit der summierten Wahrscheinlichkeit der bevorzugten Antwort, 2405.16436.</translation>
    </message>
    <message>
        <source>KTO</source>
        <translation>KTO</translation>
    </message>
    <message>
        <source>Good and bad answers without pairs.</source>
        <translation>Gute und schlechte Antworten ohne Paare.</translation>
    </message>
    <message>
        <source>KTO as TRL</source>
        <translation>KTO wie TRL</translation>
    </message>
    <message>
        <source>Every choice as TRL 1.16 makes it, to compare numbers.</source>
        <translation>Jede Wahl wie in TRL 1.16, um Zahlen zu vergleichen.</translation>
    </message>
    <message>
        <source>SFT</source>
        <translation>SFT</translation>
    </message>
    <message>
        <source>Learn from chosen answers and demonstrations.</source>
        <translation>Aus bevorzugten Antworten und Vorführungen lernen.</translation>
    </message>
    <message>
        <source>Regularised PO, averaged</source>
        <translation>Regularisiertes PO, gemittelt</translation>
    </message>
    <message>
        <source>The same paper&apos;s form with a mean over each answer, 2405.16436.</source>
        <translation>Die Form desselben Aufsatzes mit einem Mittel über jede Antwort, 2405.16436.</translation>
    </message>
    <message>
        <source>MPO: mixed preference optimisation</source>
        <translation>MPO: gemischte Präferenzoptimierung</translation>
    </message>
    <message>
        <source>DPO, a classifier of single answers, and likelihood, 2411.10442.</source>
        <translation>DPO, ein Klassifikator einzelner Antworten und Likelihood, 2411.10442.</translation>
    </message>
    <message>
        <source>cDPO: one label in ten is wrong</source>
        <translation>cDPO: ein Label von zehn ist falsch</translation>
    </message>
    <message>
        <source>Label smoothing of 0.1: the margin stops where the doubt begins.</source>
        <translation>Label-Glättung von 0,1: der Abstand endet, wo der Zweifel beginnt.</translation>
    </message>
    <message>
        <source>rDPO: wrong labels averaged out</source>
        <translation>rDPO: falsche Labels heben sich auf</translation>
    </message>
    <message>
        <source>An unbiased loss when one label in ten is known to be wrong.</source>
        <translation>Ein unverzerrter Verlust, wenn bekannt ist, dass ein Label von zehn falsch ist.</translation>
    </message>
    <message>
        <source>RE-PO: learns whom to trust</source>
        <translation>RE-PO: lernt, wem zu trauen ist</translation>
    </message>
    <message>
        <source>Estimates from the run how reliable each annotator is.</source>
        <translation>Schätzt im Lauf, wie verlässlich jede urteilende Person ist.</translation>
    </message>
    <message>
        <source>Reward model</source>
        <translation>Belohnungsmodell</translation>
    </message>
    <message>
        <source>Scores answers; learnt from pairs, one epoch, centred.</source>
        <translation>Bewertet Antworten; aus Paaren gelernt, eine Epoche, zentriert.</translation>
    </message>
    <message>
        <source>SimPO</source>
        <translation>SimPO</translation>
    </message>
    <message>
        <source>No reference model: the least memory for pairs.</source>
        <translation>Kein Referenzmodell: der geringste Speicher für Paare.</translation>
    </message>
    <message>
        <source>CPO</source>
        <translation>CPO</translation>
    </message>
    <message>
        <source>No reference model, with likelihood of the chosen answer.</source>
        <translation>Kein Referenzmodell, mit Likelihood der gewählten Antwort.</translation>
    </message>
    <message>
        <source>ORPO</source>
        <translation>ORPO</translation>
    </message>
    <message>
        <source>From a base model in one stage, without a reference.</source>
        <translation>Vom Basismodell in einer Stufe, ohne Referenz.</translation>
    </message>
    <message>
        <source>IPO</source>
        <translation>IPO</translation>
    </message>
    <message>
        <source>Stops at a target margin: for labels without doubt.</source>
        <translation>Hält bei einem Zielabstand an: für Labels ohne Zweifel.</translation>
    </message>
    <message>
        <source>APO-zero</source>
        <translation>APO-zero</translation>
    </message>
    <message>
        <source>Chosen answers up, rejected down, each within bounds.</source>
        <translation>Gewählte Antworten hinauf, abgelehnte hinunter, jede in Grenzen.</translation>
    </message>
    <message>
        <source>BCO on pairs</source>
        <translation>BCO auf Paaren</translation>
    </message>
    <message>
        <source>A classifier of good and bad answers, fed with pairs.</source>
        <translation>Ein Klassifikator guter und schlechter Antworten, mit Paaren gefüttert.</translation>
    </message>
    <message>
        <source>NCA on pairs</source>
        <translation>NCA auf Paaren</translation>
    </message>
    <message>
        <source>Keeps the chosen answers likely while rejected ones fall.</source>
        <translation>Hält die gewählten Antworten wahrscheinlich, während abgelehnte fallen.</translation>
    </message>
    <message>
        <source>DFT</source>
        <translation>DFT</translation>
    </message>
    <message>
        <source>Imitation that trusts likely tokens more; large steps.</source>
        <translation>Nachahmung, die wahrscheinlichen Tokens mehr traut; große Schritte.</translation>
    </message>
    <message>
        <source>Anchored SFT</source>
        <translation>Verankertes SFT</translation>
    </message>
    <message>
        <source>DFT held near the start model by a divergence.</source>
        <translation>DFT, von einer Divergenz nahe am Startmodell gehalten.</translation>
    </message>
    <message>
        <source>GRPO</source>
        <translation>GRPO</translation>
    </message>
    <message>
        <source>Groups of own answers, scored by a rule or model; DAPO&apos;s average.</source>
        <translation>Gruppen eigener Antworten, von Regel oder Modell bewertet; gemittelt wie DAPO.</translation>
    </message>
    <message>
        <source>RLOO</source>
        <translation>RLOO</translation>
    </message>
    <message>
        <source>Own answers against the mean of their siblings.</source>
        <translation>Eigene Antworten gegen das Mittel ihrer Geschwister.</translation>
    </message>
    <message>
        <source>Online DPO</source>
        <translation>Online-DPO</translation>
    </message>
    <message>
        <source>Pairs of own answers, judged while training.</source>
        <translation>Paare eigener Antworten, im Training beurteilt.</translation>
    </message>
    <message>
        <source>Distillation (GKD)</source>
        <translation>Destillation (GKD)</translation>
    </message>
    <message>
        <source>Follows a larger model token by token.</source>
        <translation>Folgt einem größeren Modell Token für Token.</translation>
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
    <name>states</name>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>lädt</translation>
    </message>
    <message>
        <source>caching</source>
        <translation>misst</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>pausing</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>schreibt</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>unfollowed</source>
        <translation>nicht verfolgt</translation>
    </message>
</context>
<context>
    <name>store</name>
    <message>
        <source>Make room on the disk; nothing that was shown as stored is lost.</source>
        <translation>Auf der Platte Platz schaffen; nichts, was als gespeichert galt, ist verloren.</translation>
    </message>
    <message>
        <source>Put a copy from the folder backups in its place.</source>
        <translation>Eine Kopie aus dem Ordner backups an ihre Stelle legen.</translation>
    </message>
    <message>
        <source>Check the disk and the permissions of the folder.</source>
        <translation>Die Platte und die Rechte des Ordners prüfen.</translation>
    </message>
    <message>
        <source>The project database says: %1.</source>
        <translation>Die Projektdatenbank meldet: %1.</translation>
    </message>
    <message>
        <source>The setting %1 of the project database is &quot;%2&quot;, not &quot;%3&quot;.</source>
        <translation>Die Einstellung %1 der Projektdatenbank ist „%2“, nicht „%3“.</translation>
    </message>
    <message>
        <source>Keep the project on a local disk: some network folders cannot hold it.</source>
        <translation>Das Projekt auf einer eigenen Platte halten: manche Netzordner eignen sich nicht.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Der Speicher reicht nicht.</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>Andere Programme schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The project could not be worked on: %1.</source>
        <translation>Am Projekt ließ sich nicht arbeiten: %1.</translation>
    </message>
    <message>
        <source>The label journal is not open.</source>
        <translation>Das Urteilsjournal ist nicht offen.</translation>
    </message>
    <message>
        <source>Open the project again.</source>
        <translation>Das Projekt noch einmal öffnen.</translation>
    </message>
    <message>
        <source>The backup failed: %1.</source>
        <translation>Die Sicherung misslang: %1.</translation>
    </message>
    <message>
        <source>Make room on the disk and try again.</source>
        <translation>Auf der Platte Platz schaffen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The backup is damaged.</source>
        <translation>Die Sicherung ist beschädigt.</translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation>Die Platte prüfen.</translation>
    </message>
    <message>
        <source>The project database cannot be opened</source>
        <translation>Die Projektdatenbank lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>This is not a project of Marginalia.</source>
        <translation>Das ist kein Projekt von Marginalia.</translation>
    </message>
    <message>
        <source>Choose a folder with a .marginalia file in it.</source>
        <translation>Einen Ordner mit einer .marginalia-Datei wählen.</translation>
    </message>
    <message>
        <source>This database belongs to another program.</source>
        <translation>Diese Datenbank gehört einem anderen Programm.</translation>
    </message>
    <message>
        <source>This project was made by a newer version of Marginalia (its format is %1, this program knows %2).</source>
        <translation>Dieses Projekt stammt von einer neueren Version von Marginalia (sein Format ist %1, dieses Programm kennt %2).</translation>
    </message>
    <message>
        <source>Open it with that version; it was not touched.</source>
        <translation>Mit jener Version öffnen; es wurde nicht angerührt.</translation>
    </message>
    <message>
        <source>The project could not be brought from format %1 to %2.</source>
        <translation>Das Projekt ließ sich nicht von Format %1 auf %2 bringen.</translation>
    </message>
    <message>
        <source>It is unchanged; a copy is %1.</source>
        <translation>Es ist unverändert; eine Kopie ist %1.</translation>
    </message>
    <message>
        <source>The project folder cannot be read</source>
        <translation>Der Projektordner lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>There is no project in this folder.</source>
        <translation>In diesem Ordner ist kein Projekt.</translation>
    </message>
    <message>
        <source>There are several .marginalia files in this folder.</source>
        <translation>In diesem Ordner sind mehrere .marginalia-Dateien.</translation>
    </message>
    <message>
        <source>Choose the .marginalia file of the project.</source>
        <translation>Die .marginalia-Datei des Projekts wählen.</translation>
    </message>
    <message>
        <source>The project &quot;%1&quot; is open in another program: %2</source>
        <translation>Das Projekt „%1“ ist in einem anderen Programm offen: %2</translation>
    </message>
    <message>
        <source>The project has lost its identity.</source>
        <translation>Das Projekt hat seine Kennung verloren.</translation>
    </message>
    <message>
        <source>This project was made by a newer version of Marginalia.</source>
        <translation>Dieses Projekt stammt von einer neueren Version von Marginalia.</translation>
    </message>
    <message>
        <source>A new project needs an empty folder.</source>
        <translation>Ein neues Projekt braucht einen leeren Ordner.</translation>
    </message>
    <message>
        <source>Choose another folder or another name.</source>
        <translation>Einen anderen Ordner oder einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>There is no such import.</source>
        <translation>Dieses Einlesen gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such import to go on with.</source>
        <translation>Kein solches Einlesen lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>There is no such record in this project.</source>
        <translation>Einen solchen Datensatz gibt es in diesem Projekt nicht.</translation>
    </message>
    <message>
        <source>Record #%1 has been left out.</source>
        <translation>Datensatz #%1 wurde weggelassen.</translation>
    </message>
    <message>
        <source>Undo that first.</source>
        <translation>Das erst zurücknehmen.</translation>
    </message>
    <message>
        <source>A label needs the name of a person.</source>
        <translation>Ein Urteil braucht den Namen einer Person.</translation>
    </message>
    <message>
        <source>Enter your name in the settings.</source>
        <translation>In den Einstellungen den eigenen Namen eintragen.</translation>
    </message>
    <message>
        <source>Only pairs can be judged this way.</source>
        <translation>Nur Paare lassen sich so beurteilen.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>Es gibt nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>There is no such prompt in this project.</source>
        <translation>Eine solche Frage gibt es in diesem Projekt nicht.</translation>
    </message>
    <message>
        <source>A text of this record is not UTF-8.</source>
        <translation>Ein Text dieses Datensatzes ist kein UTF-8.</translation>
    </message>
    <message>
        <source>Import the file through a reader, which mends such bytes.</source>
        <translation>Die Datei über einen Leser einlesen, der solche Bytes berichtigt.</translation>
    </message>
    <message>
        <source>Record #%1 is not in this project.</source>
        <translation>Datensatz #%1 ist nicht in diesem Projekt.</translation>
    </message>
    <message>
        <source>There is no room for a backup.</source>
        <translation>Für eine Sicherung ist kein Platz.</translation>
    </message>
    <message>
        <source>Make room on the disk.</source>
        <translation>Auf der Platte Platz schaffen.</translation>
    </message>
    <message>
        <source>Check the permissions of the folder.</source>
        <translation>Die Rechte des Ordners prüfen.</translation>
    </message>
    <message>
        <source>The backup was given up.</source>
        <translation>Die Sicherung wurde aufgegeben.</translation>
    </message>
</context>
<context>
    <name>study</name>
    <message>
        <source>A cell of the study cannot be read: %1.</source>
        <translation>Eine Zelle der Studie kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>Remove the file; the study makes it again.</source>
        <translation>Die Datei entfernen; die Studie macht sie neu.</translation>
    </message>
    <message>
        <source>The recorded study cannot be read: %1.</source>
        <translation>Die aufgezeichnete Studie kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>Run marginalia-cli study --store again.</source>
        <translation>marginalia-cli study --store noch einmal ausführen.</translation>
    </message>
    <message>
        <source>Measured on the starter world with %1 labels and %2 steps:</source>
        <translation>Gemessen in der Starterwelt mit %1 Labels und %2 Schritten:</translation>
    </message>
    <message>
        <source>Learning rate %1: warm openings from %2 % to %3 %, right answers from %4 % to %5 %. This is where to start there.</source>
        <translation>Lernrate %1: warme Anfänge von %2 % auf %3 %, richtige Antworten von %4 % auf %5 %. Dort fängt man hiermit an.</translation>
    </message>
    <message>
        <source>Learning rate %1: warm openings from %2 % to %3 %, right answers from %4 % to %5 %.</source>
        <translation>Lernrate %1: warme Anfänge von %2 % auf %3 %, richtige Antworten von %4 % auf %5 %.</translation>
    </message>
    <message>
        <source>Larger models want smaller steps. The figures come from %1.</source>
        <translation>Größere Modelle brauchen kleinere Schritte. Die Zahlen stammen von %1.</translation>
    </message>
    <message>
        <source>By default, learning rate %1, mean of %6 seeds: warm openings from %2 % to %3 %, right answers from %4 % to %5 %. This is where to start there.</source>
        <translation>Voreingestellt, Lernrate %1, Mittel aus %6 Seeds: warme Anfänge von %2 % auf %3 %, richtige Antworten von %4 % auf %5 %. Hier fängt man dort an.</translation>
    </message>
    <message>
        <source>By default, learning rate %1, mean of %6 seeds: warm openings from %2 % to %3 %, right answers from %4 % to %5 %.</source>
        <translation>Voreingestellt, Lernrate %1, Mittel aus %6 Seeds: warme Anfänge von %2 % auf %3 %, richtige Antworten von %4 % auf %5 %.</translation>
    </message>
    <message>
        <source>By default, learning rate %1, mean of %4 seeds: the loss goes from %2 in the first steps to %3 on held-out labels.</source>
        <translation>Voreingestellt, Lernrate %1, Mittel aus %4 Seeds: Der Verlust geht von %2 in den ersten Schritten auf %3 bei zurückgehaltenen Labels.</translation>
    </message>
    <message>
        <source>Learning rate %1: the loss goes from %2 in the first steps to %3 on held-out labels.</source>
        <translation>Lernrate %1: Der Verlust geht von %2 in den ersten Schritten auf %3 bei zurückgehaltenen Labels.</translation>
    </message>
</context>
<context>
    <name>synth</name>
    <message>
        <source>The corpus cannot be written: %1.</source>
        <translation>Der Korpus lässt sich nicht schreiben: %1.</translation>
    </message>
    <message>
        <source>Choose another file, or make room on the disk.</source>
        <translation>Eine andere Datei wählen oder auf der Platte Platz schaffen.</translation>
    </message>
    <message>
        <source>The measured figures cannot be read: %1.</source>
        <translation>Die gemessenen Zahlen lassen sich nicht lesen: %1.</translation>
    </message>
    <message>
        <source>Run marginalia-cli bench first-run --store again.</source>
        <translation>marginalia-cli bench first-run --store noch einmal ausführen.</translation>
    </message>
    <message>
        <source>Cannot copy the sample: %1.</source>
        <translation>Das Beispiel lässt sich nicht kopieren: %1.</translation>
    </message>
    <message>
        <source>Make room on the disk, or install Marginalia again.</source>
        <translation>Auf der Platte Platz schaffen oder Marginalia neu installieren.</translation>
    </message>
    <message>
        <source>The sample&apos;s run has no settings.</source>
        <translation>Der Lauf des Beispiels hat keine Einstellungen.</translation>
    </message>
    <message>
        <source>Install Marginalia again.</source>
        <translation>Marginalia neu installieren.</translation>
    </message>
    <message>
        <source>The field is missing or has another form.</source>
        <translation>Das Feld fehlt oder hat eine andere Form.</translation>
    </message>
</context>
<context>
    <name>template</name>
    <message>
        <source>The last message has no text that could be continued.</source>
        <translation>Die letzte Nachricht hat keinen Text, der sich fortsetzen ließe.</translation>
    </message>
    <message>
        <source>The last message cannot be continued: the template does not print it as it is.</source>
        <translation>Die letzte Nachricht lässt sich nicht fortsetzen: die Vorlage gibt sie nicht unverändert aus.</translation>
    </message>
    <message>
        <source>A generation prompt and a continued message exclude each other.</source>
        <translation>Ein Antwortbeginn und eine fortgesetzte Nachricht schließen einander aus.</translation>
    </message>
    <message>
        <source>The template could not be rendered: %1.</source>
        <translation>Die Vorlage ließ sich nicht ausführen: %1.</translation>
    </message>
    <message>
        <source>The template is not UTF-8 or is longer than 1 MB.</source>
        <translation>Die Vorlage ist kein UTF-8 oder länger als 1 MB.</translation>
    </message>
    <message>
        <source>The file is not a JSON object.</source>
        <translation>Die Datei ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The model has no chat template.</source>
        <translation>Das Modell hat keine Chatvorlage.</translation>
    </message>
    <message>
        <source>None of the model&apos;s chat templates is the default: %1.</source>
        <translation>Keine der Chatvorlagen des Modells ist die Vorgabe: %1.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is undefined.</source>
        <translation>„%1“ ist nicht bestimmt.</translation>
    </message>
    <message>
        <source>The step of a slice cannot be 0.</source>
        <translation>Die Schrittweite eines Ausschnitts darf nicht 0 sein.</translation>
    </message>
    <message>
        <source>The template made more than 64 MB of text and lists.</source>
        <translation>Die Vorlage erzeugte mehr als 64 MB an Text und Listen.</translation>
    </message>
    <message>
        <source>The template took more than 20,000,000 steps.</source>
        <translation>Die Vorlage brauchte mehr als 20.000.000 Schritte.</translation>
    </message>
    <message>
        <source>The template ran for more than 200 ms.</source>
        <translation>Die Vorlage lief länger als 200 ms.</translation>
    </message>
    <message>
        <source>The template calls itself too deeply.</source>
        <translation>Die Vorlage ruft sich zu tief selbst auf.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes at most %2 arguments.</source>
        <translation>„%1“ nimmt höchstens %2 Argumente.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes no argument &quot;%2&quot; here.</source>
        <translation>„%1“ nimmt hier kein Argument „%2“.</translation>
    </message>
    <message>
        <source>A whole number is needed, not a value of type %1.</source>
        <translation>Es braucht eine ganze Zahl, keinen Wert vom Typ %1.</translation>
    </message>
    <message>
        <source>Only a dictionary can follow **.</source>
        <translation>Auf ** kann nur ein Wörterbuch folgen.</translation>
    </message>
    <message>
        <source>The function &quot;%1&quot; is not supported.</source>
        <translation>Die Funktion „%1“ wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>A value of type %1 cannot be a key.</source>
        <translation>Ein Wert vom Typ %1 kann kein Schlüssel sein.</translation>
    </message>
    <message>
        <source>A slice can only stand alone between brackets.</source>
        <translation>Ein Ausschnitt kann nur allein in Klammern stehen.</translation>
    </message>
    <message>
        <source>tojson needs two separators.</source>
        <translation>tojson braucht zwei Trennzeichen.</translation>
    </message>
    <message>
        <source>The filter items needs a dictionary.</source>
        <translation>Der Filter items braucht ein Wörterbuch.</translation>
    </message>
    <message>
        <source>The last item of a generator is not known; make it a list first.</source>
        <translation>Das letzte Element eines Generators ist nicht bekannt; erst eine Liste daraus machen.</translation>
    </message>
    <message>
        <source>The filter replace needs two texts.</source>
        <translation>Der Filter replace braucht zwei Texte.</translation>
    </message>
    <message>
        <source>A number is needed, not a value of type %1.</source>
        <translation>Es braucht eine Zahl, keinen Wert vom Typ %1.</translation>
    </message>
    <message>
        <source>The filter round needs a number and one of common, ceil, floor.</source>
        <translation>Der Filter round braucht eine Zahl und eines von common, ceil, floor.</translation>
    </message>
    <message>
        <source>The filter &quot;%1&quot; is not known.</source>
        <translation>Der Filter „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The template wrote more than 10 MB.</source>
        <translation>Die Vorlage schrieb mehr als 10 MB.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a namespace.</source>
        <translation>„%1“ ist kein Namensraum.</translation>
    </message>
    <message>
        <source>Attributes of a namespace may not begin with an underscore.</source>
        <translation>Attribute eines Namensraums dürfen nicht mit einem Unterstrich beginnen.</translation>
    </message>
    <message>
        <source>%1 values cannot be given to %2 names.</source>
        <translation>%1 Werte lassen sich nicht auf %2 Namen verteilen.</translation>
    </message>
    <message>
        <source>loop can only be called in a recursive loop, with one list.</source>
        <translation>loop lässt sich nur in einer rekursiven Schleife aufrufen, mit einer Liste.</translation>
    </message>
    <message>
        <source>The macro &quot;%1&quot; takes no argument &quot;%2&quot;.</source>
        <translation>Das Makro „%1“ nimmt kein Argument „%2“.</translation>
    </message>
    <message>
        <source>The macro &quot;%1&quot; takes at most %2 arguments.</source>
        <translation>Das Makro „%1“ nimmt höchstens %2 Argumente.</translation>
    </message>
    <message>
        <source>A value of type %1 cannot be called.</source>
        <translation>Ein Wert vom Typ %1 lässt sich nicht aufrufen.</translation>
    </message>
    <message>
        <source>namespace takes a dictionary and named values.</source>
        <translation>namespace nimmt ein Wörterbuch und benannte Werte.</translation>
    </message>
    <message>
        <source>range takes one to three numbers.</source>
        <translation>range nimmt eine bis drei Zahlen.</translation>
    </message>
    <message>
        <source>The step of a range cannot be 0.</source>
        <translation>Die Schrittweite von range darf nicht 0 sein.</translation>
    </message>
    <message>
        <source>A range has more than 100,000 numbers.</source>
        <translation>Ein range hat mehr als 100.000 Zahlen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a time such as 2025-01-31T12:00:00.</source>
        <translation>„%1“ ist keine Zeit wie 2025-01-31T12:00:00.</translation>
    </message>
    <message>
        <source>The format of strftime_now is too long.</source>
        <translation>Das Format von strftime_now ist zu lang.</translation>
    </message>
    <message>
        <source>The template says: %1</source>
        <translation>Die Vorlage meldet: %1</translation>
    </message>
    <message>
        <source>dict takes pairs.</source>
        <translation>dict nimmt Paare.</translation>
    </message>
    <message>
        <source>A comment is not closed.</source>
        <translation>Ein Kommentar ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>A raw block is not closed.</source>
        <translation>Ein raw-Block ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>A tag is not closed.</source>
        <translation>Ein Tag ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>The character &quot;%1&quot; has no meaning here.</source>
        <translation>Das Zeichen „%1“ bedeutet hier nichts.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; closes nothing.</source>
        <translation>„%1“ schließt nichts.</translation>
    </message>
    <message>
        <source>A text is not closed.</source>
        <translation>Ein Text ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>The escape &quot;%1&quot; is not a character.</source>
        <translation>Das Escape „%1“ ist kein Zeichen.</translation>
    </message>
    <message>
        <source>The number &quot;%1&quot; is too large.</source>
        <translation>Die Zahl „%1“ ist zu groß.</translation>
    </message>
    <message>
        <source>The filter dictsort needs a dictionary, and by key or value.</source>
        <translation>Der Filter dictsort braucht ein Wörterbuch und by key oder value.</translation>
    </message>
    <message>
        <source>The filter batch needs a size.</source>
        <translation>Der Filter batch braucht eine Größe.</translation>
    </message>
    <message>
        <source>The filter slice needs a number of slices.</source>
        <translation>Der Filter slice braucht eine Anzahl von Teilen.</translation>
    </message>
    <message>
        <source>The filter map needs a filter or an attribute.</source>
        <translation>Der Filter map braucht einen Filter oder ein Attribut.</translation>
    </message>
    <message>
        <source>The filters selectattr and rejectattr need an attribute.</source>
        <translation>Die Filter selectattr und rejectattr brauchen ein Attribut.</translation>
    </message>
    <message>
        <source>A text is needed as an argument.</source>
        <translation>Es braucht einen Text als Argument.</translation>
    </message>
    <message>
        <source>A text cannot be split at nothing.</source>
        <translation>Ein Text lässt sich nicht an nichts teilen.</translation>
    </message>
    <message>
        <source>The text is not found.</source>
        <translation>Der Text wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>join takes one list.</source>
        <translation>join nimmt eine Liste.</translation>
    </message>
    <message>
        <source>Only texts can be joined, not a value of type %1.</source>
        <translation>Nur Texte lassen sich verbinden, kein Wert vom Typ %1.</translation>
    </message>
    <message>
        <source>A single character is needed to fill with.</source>
        <translation>Zum Füllen braucht es ein einzelnes Zeichen.</translation>
    </message>
    <message>
        <source>get needs a key.</source>
        <translation>get braucht einen Schlüssel.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes one argument.</source>
        <translation>„%1“ nimmt ein Argument.</translation>
    </message>
    <message>
        <source>The value is not in the list.</source>
        <translation>Der Wert steht nicht in der Liste.</translation>
    </message>
    <message>
        <source>loop.cycle needs values.</source>
        <translation>loop.cycle braucht Werte.</translation>
    </message>
    <message>
        <source>The method &quot;%1&quot; of texts is not supported.</source>
        <translation>Die Textmethode „%1“ wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot join values of type %2 and %3.</source>
        <translation>„%1“ kann Werte vom Typ %2 und %3 nicht verbinden.</translation>
    </message>
    <message>
        <source>A number became too large.</source>
        <translation>Eine Zahl wurde zu groß.</translation>
    </message>
    <message>
        <source>A number is divided by zero.</source>
        <translation>Eine Zahl wird durch null geteilt.</translation>
    </message>
    <message>
        <source>A repeated value would be larger than 10 MB.</source>
        <translation>Ein wiederholter Wert wäre größer als 10 MB.</translation>
    </message>
    <message>
        <source>A text is longer than 10 MB.</source>
        <translation>Ein Text ist länger als 10 MB.</translation>
    </message>
    <message>
        <source>Only a text can be looked for in a text, not a value of type %1.</source>
        <translation>In einem Text lässt sich nur ein Text suchen, kein Wert vom Typ %1.</translation>
    </message>
    <message>
        <source>A value of type %1 has no length.</source>
        <translation>Ein Wert vom Typ %1 hat keine Länge.</translation>
    </message>
    <message>
        <source>A value of type %1 cannot be gone through.</source>
        <translation>Ein Wert vom Typ %1 lässt sich nicht durchlaufen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot stand here.</source>
        <translation>„%1“ kann hier nicht stehen.</translation>
    </message>
    <message>
        <source>Expressions are nested too deeply.</source>
        <translation>Ausdrücke sind zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is expected before &quot;%2&quot;.</source>
        <translation>Vor „%2“ wird „%1“ erwartet.</translation>
    </message>
    <message>
        <source>A name is expected before &quot;%1&quot;.</source>
        <translation>Vor „%1“ wird ein Name erwartet.</translation>
    </message>
    <message>
        <source>The end of the tag is expected before &quot;%1&quot;.</source>
        <translation>Vor „%1“ wird das Ende des Tags erwartet.</translation>
    </message>
    <message>
        <source>Statements are nested too deeply.</source>
        <translation>Anweisungen sind zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>The end of the expression is expected before &quot;%1&quot;.</source>
        <translation>Vor „%1“ wird das Ende des Ausdrucks erwartet.</translation>
    </message>
    <message>
        <source>The template ends, but &quot;%1&quot; is missing.</source>
        <translation>Die Vorlage endet, aber „%1“ fehlt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands outside of a loop.</source>
        <translation>„%1“ steht außerhalb einer Schleife.</translation>
    </message>
    <message>
        <source>The statement &quot;%1&quot; is not supported; chat templates have one file.</source>
        <translation>Die Anweisung „%1“ wird nicht unterstützt; Chatvorlagen haben eine Datei.</translation>
    </message>
    <message>
        <source>The tag &quot;%1&quot; is unknown or stands in the wrong place.</source>
        <translation>Das Tag „%1“ ist unbekannt oder steht am falschen Ort.</translation>
    </message>
    <message>
        <source>Nothing can be assigned to &quot;%1&quot;.</source>
        <translation>„%1“ lässt sich nichts zuweisen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no default, but stands behind parameters with one.</source>
        <translation>„%1“ hat keine Vorgabe, steht aber hinter Parametern mit einer.</translation>
    </message>
    <message>
        <source>A call block needs a call.</source>
        <translation>Ein call-Block braucht einen Aufruf.</translation>
    </message>
    <message>
        <source>An expression is expected before &quot;%1&quot;.</source>
        <translation>Vor „%1“ wird ein Ausdruck erwartet.</translation>
    </message>
    <message>
        <source>The test &quot;%1&quot; is not known.</source>
        <translation>Die Prüfung „%1“ ist nicht bekannt.</translation>
    </message>
    <message>
        <source>An argument without a name stands behind one with a name.</source>
        <translation>Ein Argument ohne Namen steht hinter einem mit Namen.</translation>
    </message>
    <message>
        <source>Not all values of a format are used.</source>
        <translation>Nicht alle Werte eines Formats werden benutzt.</translation>
    </message>
    <message>
        <source>A format is not complete.</source>
        <translation>Ein Format ist nicht vollständig.</translation>
    </message>
    <message>
        <source>A width is larger than 10,000.</source>
        <translation>Eine Breite ist größer als 10.000.</translation>
    </message>
    <message>
        <source>The format has no value &quot;%1&quot;.</source>
        <translation>Das Format hat keinen Wert „%1“.</translation>
    </message>
    <message>
        <source>A format has fewer values than places.</source>
        <translation>Ein Format hat weniger Werte als Stellen.</translation>
    </message>
    <message>
        <source>The format %%1 cannot take a value of type %2.</source>
        <translation>Das Format %%1 kann keinen Wert vom Typ %2 nehmen.</translation>
    </message>
    <message>
        <source>This test needs one argument.</source>
        <translation>Diese Prüfung braucht ein Argument.</translation>
    </message>
    <message>
        <source>A value is nested more than 200 deep.</source>
        <translation>Ein Wert ist mehr als 200-fach verschachtelt.</translation>
    </message>
    <message>
        <source>A key of type %1 cannot be written as JSON.</source>
        <translation>Ein Schlüssel vom Typ %1 lässt sich nicht als JSON schreiben.</translation>
    </message>
    <message>
        <source>A value is longer than 10 MB as JSON.</source>
        <translation>Ein Wert ist als JSON länger als 10 MB.</translation>
    </message>
    <message>
        <source>A value of type %1 cannot be written as JSON.</source>
        <translation>Ein Wert vom Typ %1 lässt sich nicht als JSON schreiben.</translation>
    </message>
    <message>
        <source>Values of type %1 and %2 have no order.</source>
        <translation>Werte vom Typ %1 und %2 haben keine Ordnung.</translation>
    </message>
    <message>
        <source>The filter groupby needs an attribute.</source>
        <translation>Der Filter groupby braucht ein Attribut.</translation>
    </message>
    <message>
        <source>The filter truncate has a length that its end does not fit in.</source>
        <translation>Der Filter truncate hat eine Länge, in die sein Ende nicht passt.</translation>
    </message>
    <message>
        <source>wordwrap of words with hyphens is not supported.</source>
        <translation>wordwrap von Wörtern mit Bindestrich wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>The filter wordwrap needs a width and a text between lines.</source>
        <translation>Der Filter wordwrap braucht eine Breite und einen Text zwischen den Zeilen.</translation>
    </message>
    <message>
        <source>The filter filesizeformat needs a number.</source>
        <translation>Der Filter filesizeformat braucht eine Zahl.</translation>
    </message>
    <message>
        <source>The value is nested too deeply.</source>
        <translation>Der Wert ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>pprint of more than one line is not supported; use tojson.</source>
        <translation>pprint von mehr als einer Zeile wird nicht unterstützt; tojson geht.</translation>
    </message>
    <message>
        <source>The filter xmlattr needs a dictionary.</source>
        <translation>Der Filter xmlattr braucht ein Verzeichnis.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not the name of an attribute.</source>
        <translation>„%1“ ist kein Name eines Attributs.</translation>
    </message>
    <message>
        <source>The braces of format do not fit together.</source>
        <translation>Die Klammern von format passen nicht zusammen.</translation>
    </message>
    <message>
        <source>format has no conversion &quot;%1&quot;.</source>
        <translation>format hat keine Umwandlung „%1“.</translation>
    </message>
    <message>
        <source>format has no argument &quot;%1&quot;.</source>
        <translation>format hat kein Argument „%1“.</translation>
    </message>
    <message>
        <source>The format &quot;%1&quot; is not supported.</source>
        <translation>Das Format „%1“ wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>Groups of names are nested too deeply.</source>
        <translation>Gruppen von Namen sind zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>The block &quot;%1&quot; stands there twice.</source>
        <translation>Der Block „%1“ steht zweimal da.</translation>
    </message>
    <message>
        <source>cycler needs values.</source>
        <translation>cycler braucht Werte.</translation>
    </message>
    <message>
        <source>lipsum writes other words each time and is not supported.</source>
        <translation>lipsum schreibt jedes Mal andere Wörter und wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>The encoding &quot;%1&quot; is not supported.</source>
        <translation>Die Kodierung „%1“ wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>A character of the text is not in the encoding %1.</source>
        <translation>Ein Zeichen des Textes gibt es in der Kodierung %1 nicht.</translation>
    </message>
    <message>
        <source>The bytes are not in the encoding %1.</source>
        <translation>Die Bytes sind nicht in der Kodierung %1.</translation>
    </message>
</context>
<context>
    <name>text</name>
    <message>
        <source>The added token &quot;%1&quot; has %2 bytes; at most %3 are taken.</source>
        <translation>Das zusätzliche Token „%1“ hat %2 Bytes; höchstens %3 werden genommen.</translation>
    </message>
    <message>
        <source>The added token &quot;%1&quot; declares the id %2, but the library that made the file would give it %3.</source>
        <translation>Das zusätzliche Token „%1“ nennt die Nummer %2, aber die Bibliothek, die die Datei schrieb, gäbe ihm %3.</translation>
    </message>
    <message>
        <source>Number the vocabulary without holes and the added tokens after it.</source>
        <translation>Den Wortschatz lückenlos nummerieren und die zusätzlichen Tokens danach.</translation>
    </message>
    <message>
        <source>The template changes the answers so that they cannot be found in the rendered text.</source>
        <translation>Die Vorlage ändert die Antworten so, dass sie im ausgeführten Text nicht zu finden sind.</translation>
    </message>
    <message>
        <source>Choose another template for this data.</source>
        <translation>Für diese Daten eine andere Vorlage wählen.</translation>
    </message>
    <message>
        <source>Merge %1 (&quot;%2&quot;) %3.</source>
        <translation>Verschmelzung %1 („%2“) %3.</translation>
    </message>
    <message>
        <source>The id of the token &quot;%1&quot; is not a number from 0 to %2.</source>
        <translation>Die Nummer des Tokens „%1“ ist keine Zahl von 0 bis %2.</translation>
    </message>
    <message>
        <source>A vocabulary of %1 is not between %2 and 1,000,000 entries.</source>
        <translation>Ein Wortschatz von %1 liegt nicht zwischen %2 und 1.000.000 Einträgen.</translation>
    </message>
    <message>
        <source>The special token &quot;%1&quot; is empty, not UTF-8 or listed twice.</source>
        <translation>Das besondere Token „%1“ ist leer, kein UTF-8 oder steht zweimal da.</translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; is missing or of another type.</source>
        <translation>Das Feld „%1“ fehlt oder hat einen anderen Typ.</translation>
    </message>
    <message>
        <source>Save the tokenizer again with the library that made it.</source>
        <translation>Den Tokenizer mit der Bibliothek, die ihn schrieb, noch einmal speichern.</translation>
    </message>
    <message>
        <source>The tokenizer uses the part &quot;%1&quot;, which Marginalia does not have.</source>
        <translation>Der Tokenizer nutzt den Teil „%1“, den Marginalia nicht hat.</translation>
    </message>
    <message>
        <source>A pattern of %1 bytes is longer than any in use.</source>
        <translation>Ein Muster von %1 Bytes ist länger als jedes gebräuchliche.</translation>
    </message>
    <message>
        <source>The pattern &quot;%1&quot; cannot be understood at character %2 (%3).</source>
        <translation>Das Muster „%1“ ist an Zeichen %2 nicht zu verstehen (%3).</translation>
    </message>
    <message>
        <source>A pattern must be {&quot;String&quot;: ...} or {&quot;Regex&quot;: ...}.</source>
        <translation>Ein Muster muss {&quot;String&quot;: ...} oder {&quot;Regex&quot;: ...} sein.</translation>
    </message>
    <message>
        <source>The template changes earlier answers so that they cannot be found in the rendered text.</source>
        <translation>Die Vorlage ändert frühere Antworten so, dass sie im ausgeführten Text nicht zu finden sind.</translation>
    </message>
    <message>
        <source>The data are conversations, but the model has no chat template.</source>
        <translation>Die Daten sind Gespräche, aber das Modell hat keine Chatvorlage.</translation>
    </message>
    <message>
        <source>Choose a template, or import the data as plain text.</source>
        <translation>Eine Vorlage wählen oder die Daten als reinen Text einlesen.</translation>
    </message>
    <message>
        <source>The file is not UTF-8.</source>
        <translation>Die Datei ist kein UTF-8.</translation>
    </message>
    <message>
        <source>The file is not a JSON object.</source>
        <translation>Die Datei ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The character map is not base64 at character %1.</source>
        <translation>Die Zeichentabelle ist bei Zeichen %1 kein Base64.</translation>
    </message>
    <message>
        <source>The character map is shorter than it says.</source>
        <translation>Die Zeichentabelle ist kürzer, als sie angibt.</translation>
    </message>
    <message>
        <source>The replacements of the character map are not UTF-8.</source>
        <translation>Die Ersetzungen der Zeichentabelle sind kein UTF-8.</translation>
    </message>
    <message>
        <source>Tokenizers of the types BPE, Unigram, WordPiece and WordLevel with the usual parts work.</source>
        <translation>Tokenizer der Arten BPE, Unigram, WordPiece und WordLevel mit den üblichen Teilen gehen.</translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; is not a single character.</source>
        <translation>Das Feld „%1“ ist kein einzelnes Zeichen.</translation>
    </message>
    <message>
        <source>&quot;add_prefix_space&quot;: false does not fit to the &quot;prepend_scheme&quot;.</source>
        <translation>&quot;add_prefix_space&quot;: false passt nicht zum &quot;prepend_scheme&quot;.</translation>
    </message>
    <message>
        <source>Entry %1 is not a text with its log-probability.</source>
        <translation>Eintrag %1 ist kein Text mit seiner Log-Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>Merge %1 is not written like the first one.</source>
        <translation>Verschmelzung %1 ist nicht wie die erste geschrieben.</translation>
    </message>
    <message>
        <source>The JSON is nested too deeply.</source>
        <translation>Das JSON ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>The file is not JSON in UTF-8: byte %1 is wrong.</source>
        <translation>Die Datei ist kein JSON in UTF-8: Byte %1 ist falsch.</translation>
    </message>
    <message>
        <source>The file is not JSON.</source>
        <translation>Die Datei ist kein JSON.</translation>
    </message>
    <message>
        <source>The log-probability of piece %1 is not finite.</source>
        <translation>Die Log-Wahrscheinlichkeit von Stück %1 ist nicht endlich.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a pattern of names.</source>
        <translation>„%1“ ist kein Muster für Namen.</translation>
    </message>
</context>
<context>
    <name>train</name>
    <message>
        <source>The run has no points yet.</source>
        <translation>Der Lauf hat noch keine Punkte.</translation>
    </message>
    <message>
        <source>Try again when its first step is done.</source>
        <translation>Nach seinem ersten Schritt noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The picture cannot be written: %1.</source>
        <translation>Das Bild lässt sich nicht schreiben: %1.</translation>
    </message>
</context>
</TS>
