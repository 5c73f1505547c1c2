package org.chokepoint.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The tree of commands. Built by hand: scanning annotations would cost every start. */
final class Commands {
    static final String NAME = "chokepoint";

    private static final Map<String, String> NO_ARGUMENTS = Collections.emptyMap();
    private final CommandLine line;

    Commands() {
        CommandSpec root = spec(new Command.Branch(new Help(
                        "./chokepoint COMMAND [OPTIONS]",
                        "Computes what a capability costs, and what binds.",
                        NO_ARGUMENTS,
                        List.of(new Help.Group("Options", List.of(CommonOptions.help(), version()))),
                        List.of("./chokepoint", "./chokepoint train deepseek-v3", "./chokepoint catalog list"),
                        "Every command has its own --help.")))
                .name(NAME);
        root.addSubcommand("train", spec(new TrainCommand()));
        root.addSubcommand("search", spec(new SearchCommand()));
        root.addSubcommand("serve", spec(new ServeCommand()));
        root.addSubcommand("ladder", spec(new LadderCommand()));
        root.addSubcommand("validate", spec(new ValidateCommand()));
        root.addSubcommand("calibrate", spec(new CalibrateCommand()));
        root.addSubcommand("routing", spec(new RoutingCommand()));
        root.addSubcommand("controls", controls());
        root.addSubcommand("catalog", catalog());
        root.addSubcommand(Completion.NAME, spec(new Command.Branch(Completion.help())));
        line = new CommandLine(root);
        line.setPosixClusteredShortOptionsAllowed(false);
        line.setExpandAtFiles(false);
        line.setInterpolateVariables(false);
    }

    private static OptionSpec version() {
        return OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .arity("0")
                .description("show the version")
                .build();
    }

    private static CommandSpec catalog() {
        CommandSpec catalog = spec(new Command.Branch(new Help(
                "./chokepoint catalog COMMAND [OPTIONS]",
                "The chips, models, clusters and runs that answers rest on.",
                NO_ARGUMENTS,
                List.of(new Help.Group("Options", List.of(CommonOptions.help()))),
                List.of(
                        "./chokepoint catalog list models",
                        "./chokepoint catalog show h800",
                        "./chokepoint catalog check"),
                "")));
        catalog.addSubcommand("list", spec(new CatalogCommands.Listing()));
        catalog.addSubcommand("show", spec(new CatalogCommands.Showing()));
        catalog.addSubcommand("check", spec(new CatalogCommands.Checking()));
        return catalog;
    }

    private static CommandSpec controls() {
        CommandSpec controls = spec(new Command.Branch(new Help(
                "./chokepoint controls COMMAND [OPTIONS]",
                "What export controls say of chips, memory and weights, by day and with reasons.",
                NO_ARGUMENTS,
                List.of(new Help.Group("Options", List.of(CommonOptions.help()))),
                List.of(
                        "./chokepoint controls classify h20 --to CN",
                        "./chokepoint controls timeline h800",
                        "./chokepoint controls what-if us-bill-safe-chips"),
                "Information, not legal advice.")));
        controls.addSubcommand("classify", spec(new ControlsCommands.Classifying()));
        controls.addSubcommand("timeline", spec(new ControlsCommands.Timelining()));
        controls.addSubcommand("table", spec(new ControlsCommands.Tabling()));
        controls.addSubcommand("map", spec(new ControlsCommands.Mapping()));
        controls.addSubcommand("what-if", spec(new ControlsCommands.WhatIf()));
        controls.addSubcommand("derate", spec(new ControlsCommands.Derating()));
        controls.addSubcommand("fleet", spec(new ControlsCommands.Counting()));
        return controls;
    }

    private static CommandSpec spec(Command command) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command);
        Help help = command.help();
        for (Help.Group group : help.groups()) {
            group.options().forEach(spec::addOption);
        }
        for (String argument : help.arguments().keySet()) {
            boolean needed = !argument.startsWith("[");
            spec.addPositional(PositionalParamSpec.builder()
                    .paramLabel(argument)
                    .type(String.class)
                    .index(String.valueOf(spec.positionalParameters().size()))
                    .arity(needed ? "1" : "0..1")
                    .required(needed)
                    .build());
        }
        return spec;
    }

    /** The whole tree, for completion scripts. */
    CommandLine line() {
        return line;
    }

    /**
     * Results of parsing, from the root to the command that was called. {@code help train} is {@code train --help}.
     *
     * @throws org.chokepoint.evidence.Fault if an argument is wrong
     */
    List<ParseResult> parse(String[] args) {
        List<String> arguments = new ArrayList<>(Arrays.asList(args));
        if (!arguments.isEmpty() && arguments.get(0).equals("help")) {
            arguments.remove(0);
            arguments.add("--help");
        }
        try {
            return line.parseArgs(arguments.toArray(new String[0])).asCommandLineList().stream()
                    .map(CommandLine::getParseResult)
                    .toList();
        } catch (CommandLine.ParameterException e) {
            throw Misuse.fault(e, arguments);
        }
    }
}
