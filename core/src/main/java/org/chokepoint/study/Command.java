package org.chokepoint.study;

import java.util.Map;
import java.util.Optional;

/** The command that asks a question again, for the same figures; how much of the executed step it shows is left out. */
final class Command {
    private Command() {}

    static String of(TrainQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint train ").append(quoted(q.model()));
        option(out, "--on", q.on());
        option(out, "--tokens", q.tokens());
        option(out, "--global-batch", q.globalBatch());
        option(out, "--seq", q.sequenceLength());
        option(out, "--strategy", q.strategyFile());
        for (Map.Entry<String, String> field : q.strategy().entrySet()) {
            option(out, "--" + field.getKey().replace('_', '-'), Optional.of(field.getValue()));
        }
        option(out, "--stack", q.stack());
        option(out, "--rent", q.rent());
        option(out, "--mtbf", q.chipHoursBetweenFailures());
        option(out, "--restart", q.restart());
        option(out, "--overhead", q.overhead());
        option(out, "--stage-slowdown", q.stageSlowdown());
        option(out, "--straggler", q.straggler());
        return out.toString();
    }

    static String of(PostTrainQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint train ").append(quoted(q.run()));
        option(out, "--on", q.on());
        option(out, "--rent", q.rent());
        option(out, "--overlap", q.overlap());
        return out.toString();
    }

    static String of(SearchQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint search ").append(quoted(q.model()));
        option(out, "--on", q.on());
        option(out, "--chips", q.chips());
        option(out, "--tokens", q.tokens());
        option(out, "--global-batch", q.globalBatch());
        option(out, "--seq", q.sequenceLength());
        for (Map.Entry<String, String> field : q.strategy().entrySet()) {
            option(out, "--" + field.getKey().replace('_', '-'), Optional.of(field.getValue()));
        }
        option(out, "--stack", q.stack());
        option(out, "--rent", q.rent());
        option(out, "--deadline", q.deadline());
        option(out, "--budget", q.budget());
        option(out, "--objective", q.objective());
        option(out, "--pareto", q.pareto());
        option(out, "--why", q.why());
        out.append(q.binds() ? " --binds" : "");
        option(out, "--target", q.target());
        option(out, "--top", q.top());
        return out.toString();
    }

    static String of(ServeQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint serve ").append(quoted(q.model()));
        option(out, "--on", Optional.of(q.on()));
        option(out, "--input", q.input());
        option(out, "--output", q.output());
        option(out, "--ttft", q.ttft());
        option(out, "--tpot", q.tpot());
        option(out, "--engine", q.engine());
        option(out, "--weights", q.weights());
        option(out, "--cache", q.cache());
        option(out, "--tp", q.tensorParallel());
        option(out, "--dp", q.dataParallel());
        option(out, "--pp", q.pipelineParallel());
        option(out, "--ep", q.expertParallel());
        option(out, "--drafts", q.drafts());
        option(out, "--acceptance", q.acceptance());
        option(out, "--accepted-length", q.acceptedLength());
        option(out, "--prefix-hit", q.prefixHit());
        option(out, "--expert-load", q.expertLoad());
        out.append(q.twoBatchOverlap() ? " --two-batch-overlap" : "");
        q.arrangement().ifPresent(word -> out.append(" --").append(word));
        option(out, "--concurrency", q.concurrency());
        option(out, "--requests", q.requests());
        option(out, "--rate", q.rate());
        option(out, "--arrivals", q.arrivals());
        option(out, "--cv", q.variation());
        option(out, "--count", q.count());
        option(out, "--duration", q.duration());
        option(out, "--seed", q.seed());
        option(out, "--rent", q.rent());
        return out.toString();
    }

    static String of(LadderQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint ladder ").append(quoted(q.model()));
        option(out, "--rungs", q.rungs());
        option(out, "--gpus", q.gpus());
        option(out, "--stock", q.stock());
        option(out, "--tokens", q.tokens());
        option(out, "--global-batch", q.globalBatch());
        option(out, "--seq", q.sequenceLength());
        for (Map.Entry<String, String> field : q.strategy().entrySet()) {
            option(out, "--" + field.getKey().replace('_', '-'), Optional.of(field.getValue()));
        }
        return out.toString();
    }

    static String of(ServingLadderQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint ladder ").append(quoted(q.model()));
        option(out, "--workload", Optional.of(q.workload()));
        option(out, "--rungs", q.rungs());
        option(out, "--gpus", q.gpus());
        option(out, "--input", q.input());
        option(out, "--output", q.output());
        option(out, "--tpot", q.tpot());
        option(out, "--engine", q.engine());
        return out.toString();
    }

    static String of(RlLadderQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint ladder ").append(quoted(q.run()));
        option(out, "--workload", Optional.of("rl"));
        option(out, "--rungs", q.rungs());
        option(out, "--gpus", q.gpus());
        return out.toString();
    }

    static String of(CalibrateQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint calibrate");
        q.table().ifPresent(file -> out.append(' ').append(quoted(file)));
        option(out, "--my-cluster", q.myCluster());
        option(out, "--layers", q.layers());
        option(out, "--leave-one-out", q.leaveOneOut());
        return out.toString();
    }

    static String of(ValidateQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint validate");
        q.table().ifPresent(file -> out.append(' ').append(quoted(file)));
        option(out, "--by", q.by());
        return out.toString();
    }

    static String of(ValidateLogQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint validate");
        q.model().ifPresent(model -> out.append(' ').append(quoted(model)));
        option(out, "--log", Optional.of(q.log()));
        option(out, "--strategy", q.strategyFile());
        option(out, "--on", q.on());
        option(out, "--stack", q.stack());
        return out.toString();
    }

    static String of(RoutingQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint routing ").append(quoted(q.model()));
        option(out, "--router", q.router());
        option(out, "--ep", q.expertParallel());
        option(out, "--domain", q.domain());
        option(out, "--mbs", q.microBatch());
        option(out, "--gate", q.gate());
        option(out, "--capacity-factor", q.capacityFactor());
        option(out, "--steps", q.steps());
        option(out, "--seed", q.seed());
        return out.toString();
    }

    static String of(ControlsClassifyQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint controls classify ").append(quoted(q.item()));
        option(out, "--to", q.to());
        option(out, "--hq", q.headquarters());
        option(out, "--on-date", q.onDate());
        option(out, "--channel", q.channel());
        option(out, "--end-use", q.endUse());
        return out.append(q.listed() ? " --listed" : "").toString();
    }

    static String of(ControlsTimelineQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint controls timeline ").append(quoted(q.item()));
        option(out, "--to", q.to());
        option(out, "--hq", q.headquarters());
        option(out, "--channel", q.channel());
        return out.toString();
    }

    static String of(ControlsTableQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint controls table");
        option(out, "--rule", q.rule());
        option(out, "--to", q.to());
        option(out, "--on-date", q.onDate());
        return out.toString();
    }

    static String of(ControlsMapQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint controls map");
        option(out, "--rule", q.rule());
        option(out, "--to", q.to());
        return out.toString();
    }

    static String of(ControlsWhatIfQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint controls what-if ").append(quoted(q.rule()));
        option(out, "--against", q.against());
        option(out, "--to", q.to());
        option(out, "--on-date", q.onDate());
        return out.toString();
    }

    static String of(ControlsDerateQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint controls derate ").append(quoted(q.die()));
        option(out, "--rule", q.rules());
        option(out, "--for", q.model());
        option(out, "--market", q.market());
        option(out, "--to", q.to());
        option(out, "--on-date", q.onDate());
        option(out, "--objective", q.objective());
        option(out, "--gpus", q.gpus());
        return out.append(q.newDie() ? " --new-die" : "").toString();
    }

    static String of(ControlsFleetQuestion q) {
        StringBuilder out = new StringBuilder("./chokepoint controls fleet ").append(quoted(q.rule()));
        option(out, "--chip", Optional.of(q.chip()));
        option(out, "--us-shipments", q.usShipments());
        option(out, "--vendor", q.vendor());
        option(out, "--importer", q.importer());
        option(out, "--for", q.model());
        option(out, "--to", q.to());
        option(out, "--on-date", q.onDate());
        return out.toString();
    }

    private static void option(StringBuilder out, String name, Optional<String> value) {
        value.ifPresent(text -> out.append(' ').append(name).append(' ').append(quoted(text)));
    }

    private static String quoted(String text) {
        return text.matches("[\\w./:,+@%-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
