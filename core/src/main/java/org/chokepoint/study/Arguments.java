package org.chokepoint.study;

import org.chokepoint.catalog.Catalog;
import org.chokepoint.training.ClosedForm;
import org.chokepoint.training.StepCost;
import org.chokepoint.training.StepModel;
import org.chokepoint.training.megatron.MegatronText;
import org.chokepoint.units.Figure;

/** Answers {@link ArgumentsQuestion}: resolve, check that the layout fits, write it. */
final class Arguments {
    private Arguments() {}

    static ArgumentsAnswer write(Catalog catalog, ArgumentsQuestion question, Progress progress) {
        TrainQuestion run = question.run() instanceof SearchQuestion search
                ? Search.best(catalog, search, progress)
                : (TrainQuestion) question.run();
        Resolved r = TrainResolver.resolve(catalog, run);
        Train.check(r);
        StepModel model = new ClosedForm(r.job().network(), r.machine(), r.balance());
        StepCost step = model.step(r.job(), r.strategy());
        new Feasible(r, model).require(step);
        MegatronText arguments = MegatronText.of(r.strategy(), r.job(), step.layout(), r.ramp());
        String heading = "# Megatron-LM (core 0.15) on " + Figure.plain(r.job().accelerators(), 9) + " chips, from: "
                + Command.of(run) + "\n";
        return new ArgumentsAnswer(heading + arguments.text(), arguments.without());
    }
}
