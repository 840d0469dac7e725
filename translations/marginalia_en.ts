<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Changes</name>
    <message numerus="yes">
        <source>import of %n record(s)</source>
        <translation>
            <numerusform>import of %n record</numerusform>
            <numerusform>import of %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>leaving out %n record(s)</source>
        <translation>
            <numerusform>leaving out %n record</numerusform>
            <numerusform>leaving out %n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::BudgetView</name>
    <message numerus="yes">
        <source>Estimated %1 and %n steps.</source>
        <translation>
            <numerusform>Estimated %1 and %n step.</numerusform>
            <numerusform>Estimated %1 and %n steps.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>From a trial: %1 and %2 s a step, %3 for the %n steps that remain.</source>
        <translation>
            <numerusform>From a trial: %1 and %2 s a step, %3 for the %n step that remains.</numerusform>
            <numerusform>From a trial: %1 and %2 s a step, %3 for the %n steps that remain.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Estimated %1, and %n steps remain.</source>
        <translation>
            <numerusform>Estimated %1, and %n step remains.</numerusform>
            <numerusform>Estimated %1, and %n steps remain.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Estimated %1 and %2 for the %n steps that remain.</source>
        <translation>
            <numerusform>Estimated %1 and %2 for the %n step that remains.</numerusform>
            <numerusform>Estimated %1 and %2 for the %n steps that remain.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::ComparePanel</name>
    <message numerus="yes">
        <source>%n pair(s) added to Data</source>
        <translation>
            <numerusform>%n pair added to Data</numerusform>
            <numerusform>%n pairs added to Data</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation>
            <numerusform>%n prompt</numerusform>
            <numerusform>%n prompts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::DataFoot</name>
    <message numerus="yes">
        <source>%n pair(s)</source>
        <translation>
            <numerusform>%n pair</numerusform>
            <numerusform>%n pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demo(s)</source>
        <translation>
            <numerusform>%n demo</numerusform>
            <numerusform>%n demos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prompt(s)</source>
        <translation>
            <numerusform>%n prompt</numerusform>
            <numerusform>%n prompts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::DataPanel</name>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) left out.</source>
        <translation>
            <numerusform>%n record left out.</numerusform>
            <numerusform>%n records left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %Ln pair(s)</source>
        <translation>
            <numerusform>%1 · %Ln pair</numerusform>
            <numerusform>%1 · %Ln pairs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::DifferenceView</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::DropVeil</name>
    <message numerus="yes">
        <source>Imports %n data file(s)</source>
        <translation>
            <numerusform>Imports %n data file</numerusform>
            <numerusform>Imports %n data files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Makes a project from %n data file(s)</source>
        <translation>
            <numerusform>Makes a project from %n data file</numerusform>
            <numerusform>Makes a project from %n data files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::ExportDialog</name>
    <message numerus="yes">
        <source>%1 in %Ln tensor(s) read back as they were meant: shapes, types and bytes, tokens, template, and the logits of eight prompts.</source>
        <translation>
            <numerusform>%1 in %Ln tensor read back as it was meant: shape, type and bytes, tokens, template, and the logits of eight prompts.</numerusform>
            <numerusform>%1 in %Ln tensors read back as they were meant: shapes, types and bytes, tokens, template, and the logits of eight prompts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::ImportColumns</name>
    <message numerus="yes">
        <source>%n more column(s) are kept beside.</source>
        <translation>
            <numerusform>%n more column is kept beside.</numerusform>
            <numerusform>%n more columns are kept beside.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::ImportDialog</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n file(s)</source>
        <translation>
            <numerusform>Import %n file</numerusform>
            <numerusform>Import %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s), all read in %1</source>
        <translation>
            <numerusform>%Ln line, all read in %1</numerusform>
            <numerusform>%Ln lines, all read in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln pair(s)</source>
        <translation>
            <numerusform>Import %Ln pair</numerusform>
            <numerusform>Import %Ln pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln record(s)</source>
        <translation>
            <numerusform>Import %Ln record</numerusform>
            <numerusform>Import %Ln records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::ImportRecord</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::LabelPanel</name>
    <message numerus="yes">
        <source>%n today</source>
        <translation>
            <numerusform>%n today</numerusform>
            <numerusform>%n today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s) judged here.</source>
        <translation>
            <numerusform>%n pair judged here.</numerusform>
            <numerusform>%n pairs judged here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::MachineCard</name>
    <message numerus="yes">
        <source>%n core(s), %1</source>
        <translation>
            <numerusform>%n core, %1</numerusform>
            <numerusform>%n cores, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::MainWindow</name>
    <message numerus="yes">
        <source>Import stopped after %n record(s).</source>
        <translation>
            <numerusform>Import stopped after %n record.</numerusform>
            <numerusform>Import stopped after %n records.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) imported.</source>
        <translation>
            <numerusform>%n record imported.</numerusform>
            <numerusform>%n records imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::MarginPlot</name>
    <message numerus="yes">
        <source>%n point(s), last %1, %2</source>
        <translation>
            <numerusform>%n point, last %1, %2</numerusform>
            <numerusform>%n points, last %1, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::PaceBars</name>
    <message numerus="yes">
        <source>Seconds per label, last %n label(s), middle %1</source>
        <translation>
            <numerusform>Seconds per label, last %n label, middle %1</numerusform>
            <numerusform>Seconds per label, last %n labels, middle %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::PairView</name>
    <message numerus="yes">
        <source>%n turn(s)</source>
        <translation>
            <numerusform>%n turn</numerusform>
            <numerusform>%n turns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n after this one</source>
        <translation>
            <numerusform>%n after this one</numerusform>
            <numerusform>%n after this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::ProblemList</name>
    <message numerus="yes">
        <source>%Ln line(s) of %1 need a look</source>
        <translation>
            <numerusform>%Ln line of %1 needs a look</numerusform>
            <numerusform>%Ln lines of %1 need a look</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::RailButton</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::RecentList</name>
    <message numerus="yes">
        <source>%Ln pair(s)</source>
        <translation>
            <numerusform>%Ln pair</numerusform>
            <numerusform>%Ln pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s)</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::SampleCard</name>
    <message numerus="yes">
        <source>A tiny model that runs on any computer, %n pair(s), and nothing to download.</source>
        <translation>
            <numerusform>A tiny model that runs on any computer, %n pair, and nothing to download.</numerusform>
            <numerusform>A tiny model that runs on any computer, %n pairs, and nothing to download.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::ScoredAnswer</name>
    <message numerus="yes">
        <source>id %1 · %n byte(s) · log-prob %2</source>
        <translation>
            <numerusform>id %1 · %n byte · log-prob %2</numerusform>
            <numerusform>id %1 · %n bytes · log-prob %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n token(s)</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::TextPage</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::Tour</name>
    <message numerus="yes">
        <source>%n pair(s) labelled.</source>
        <translation>
            <numerusform>%n pair labelled.</numerusform>
            <numerusform>%n pairs labelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label %n more</source>
        <translation>
            <numerusform>Label %n more</numerusform>
            <numerusform>Label %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Train on your %n label(s)</source>
        <translation>
            <numerusform>Train on your label</numerusform>
            <numerusform>Train on your %n labels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::TrainPanel</name>
    <message numerus="yes">
        <source>%n pairs</source>
        <translation>
            <numerusform>%n pair</numerusform>
            <numerusform>%n pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answers</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::VotesColumn</name>
    <message numerus="yes">
        <source>Share of the %n vote(s) that preferred one side. Who knows the names may judge the names.</source>
        <translation>
            <numerusform>Share of the %n vote that preferred one side. Who knows the names may judge the names.</numerusform>
            <numerusform>Share of the %n votes that preferred one side. Who knows the names may judge the names.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n pair(s)</source>
        <translation>
            <numerusform>Add %n pair</numerusform>
            <numerusform>Add %n pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n win(s)</source>
        <translation>
            <numerusform>%n win</numerusform>
            <numerusform>%n wins</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n loss(es)</source>
        <translation>
            <numerusform>%n loss</numerusform>
            <numerusform>%n losses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tie(s)</source>
        <translation>
            <numerusform>%n tie</numerusform>
            <numerusform>%n ties</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>marginalia::Workspace</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
</TS>
