package org.chokepoint.study;

import org.chokepoint.catalog.Catalog;
import org.chokepoint.training.ClosedForm;
import org.chokepoint.training.StepCost;
import org.chokepoint.training.StepModel;
import org.chokepoint.training.megatron.MegatronText;
import org.chokepoint.training.torchtitan.TorchtitanText;
import org.chokepoint.units.Figure;

/** Answers {@link ArgumentsQuestion}: resolve, check that the layout fits, write it. */
final class Arguments {
    private Arguments() {}

    static ArgumentsAnswer write(Catalog catalog, ArgumentsQuestion question, Progress progress) {
        TrainQuestion run = question.run() instanceof SearchQuestion search
                ? Search.best(catalog, search, question.stack(), progress)
                : (TrainQuestion) question.run();
        Resolved r = TrainResolver.resolve(catalog, run);
        Train.check(r);
        StepModel model = new ClosedForm(r.job().network(), r.machine(), r.balance());
        StepCost step = model.step(r.job(), r.strategy());
        new Feasible(r, model).require(step);
        String written = " on " + Figure.plain(r.job().accelerators(), 9) + " chips, from: " + Command.of(run) + "\n";
        if (question.stack() == Emission.TORCHTITAN) {
            TorchtitanText file = TorchtitanText.of(r.strategy(), r.job(), step.layout(), r.ramp());
            return new ArgumentsAnswer("# torchtitan 0.2.1" + written + file.text(), file.without());
        }
        MegatronText arguments = MegatronText.of(r.strategy(), r.job(), step.layout(), r.ramp());
        return new ArgumentsAnswer("# Megatron-LM (core 0.15)" + written + arguments.text(), arguments.without());
    }
}
