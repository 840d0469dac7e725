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
        <source>Import its binarized form, or make pairs of a best and a worse answer first.</source>
        <translation>Die binarisierte Form einlesen oder erst Paare aus einer besten und einer schlechteren Antwort machen.</translation>
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
        <source>Add answers to judge; prompts alone hold nothing to learn from yet.</source>
        <translation>Antworten zum Beurteilen hinzufügen; aus Fragen allein lässt sich noch nichts lernen.</translation>
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
        <source>Expected pair, unpaired, demo or steps.</source>
        <translation>Hier wird pair, unpaired, demo oder steps erwartet.</translation>
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
        <source>Terms belong to dpo; %1 has none.</source>
        <translation>Terme gehören zu dpo; %1 hat keine.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a term of this version; terms are dpo and sft.</source>
        <translation>„%1“ ist kein Term dieser Version; Terme sind dpo und sft.</translation>
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
        <source>Estimated %1 and under 1 s.</source>
        <translation>Geschätzt %1 und unter 1 s.</translation>
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
</context>
<context>
    <name>marginalia::BusyLine</name>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
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
        <source>At least %1. Kept at %2.</source>
        <translation>Mindestens %1. Bleibt bei %2.</translation>
    </message>
    <message>
        <source>At most %1. Kept at %2.</source>
        <translation>Höchstens %1. Bleibt bei %2.</translation>
    </message>
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
        <source>The term &quot;%1&quot; is not in this version; terms are dpo and sft.</source>
        <translation>Den Term „%1“ gibt es in dieser Version nicht; Terme sind dpo und sft.</translation>
    </message>
    <message>
        <source>The objective &quot;%1&quot; is not in this version.</source>
        <translation>Das Ziel „%1“ gibt es in dieser Version nicht.</translation>
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
