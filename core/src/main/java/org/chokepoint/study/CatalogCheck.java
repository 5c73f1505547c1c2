package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.Kind;
import org.chokepoint.controls.Practice;
import org.chokepoint.controls.Rulebook;
import org.chokepoint.economics.PriceBook;
import org.chokepoint.economics.Rent;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Parameters;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.posttraining.RlPreset;
import org.chokepoint.posttraining.RlStage;
import org.chokepoint.training.Job;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.StrategyCheck;
import org.chokepoint.units.Figure;

/** Reads the whole catalog and looks for what contradicts itself. */
final class CatalogCheck {
    /** How far computed and stated values may be apart: rounding of the stated ones. */
    private static final double PARAMETERS_APART = 0.015;

    private static final double TPP_APART = 0.005;

    private final Catalog catalog;
    private final List<CatalogCheckAnswer.Problem> problems = new ArrayList<>();
    private int records;

    private CatalogCheck(Catalog catalog) {
        this.catalog = catalog;
    }

    static CatalogCheckAnswer run(Catalog catalog, Progress progress) {
        CatalogCheck check = new CatalogCheck(catalog);
        for (int i = 0; i < Kinds.ALL.size(); i++) {
            progress.at((double) i / Kinds.ALL.size(), Kinds.ALL.get(i).folder());
            check.names(Kinds.ALL.get(i));
        }
        check.each(Accelerator.KIND, check::chip);
        check.each(ModelRecord.KIND, check::model);
        check.each(Cluster.KIND, check::cluster);
        check.each(RunPreset.KIND, check::run);
        check.each(RlPreset.KIND, check::postTraining);
        check.rents();
        check.controls();
        return new CatalogCheckAnswer(check.records, check.problems);
    }

    /** A look at one record. */
    private interface Look<R> {
        void at(Entry<R> entry);
    }

    private <R> void each(Kind<R> kind, Look<R> look) {
        for (Entry<R> entry : entries(kind)) {
            try {
                look.at(entry);
            } catch (Fault e) {
                problem(e);
            }
        }
    }

    private <R> List<Entry<R>> entries(Kind<R> kind) {
        try {
            return catalog.all(kind);
        } catch (Fault e) {
            return List.of();
        }
    }

    private void problem(Fault e) {
        problems.add(new CatalogCheckAnswer.Problem(e.at().toString(), e.what(), e.maybe()));
    }

    private void problem(Location at, String what, String maybe) {
        problem(new Fault(at, what, maybe));
    }

    /** Every record can be read, and no two of a kind answer to one name. */
    private <R> void names(Kind<R> kind) {
        try {
            Map<String, String> owners = new LinkedHashMap<>();
            for (Entry<R> entry : catalog.all(kind)) {
                records++;
                List<String> names = new ArrayList<>(List.of(entry.id()));
                names.addAll(entry.aliases());
                for (String name : names) {
                    String other = owners.put(Catalog.normal(name), entry.id());
                    if (other != null && !other.equals(entry.id())) {
                        problem(
                                entry.tree().at(),
                                "'" + name + "' is also a name of " + other + ".",
                                "drop one alias.");
                    }
                }
            }
        } catch (Fault e) {
            problem(e);
        }
    }

    private void chip(Entry<Accelerator> entry) {
        Accelerator chip = entry.value();
        catalog.find(Calibration.KIND, chip.family(), entry.tree().fields().at("family"));
        catalog.find(Cluster.KIND, chip.cluster(), entry.tree().fields().at("cluster"));
        OptionalDouble stated = chip.totalProcessingPerformance();
        apart(entry, "tpp", stated, chip.tpp(), TPP_APART, "the peak is a sparse rate, or a format is missing.");
    }

    private void model(Entry<ModelRecord> entry) {
        ModelRecord model = entry.value();
        Parameters p =
                HuggingFaceImport.read(model.id(), model.config()).network().parameters();
        String maybe = "a key of the config is a slip.";
        apart(entry, "total_parameters", model.totalParameters(), p.total(), PARAMETERS_APART, maybe);
    }

    private void apart(
            Entry<?> entry, String field, OptionalDouble stated, double computed, double most, String maybe) {
        if (stated.isPresent() && Math.abs(computed / stated.getAsDouble() - 1) > most) {
            String what = field + " is stated as " + Figure.count(stated.getAsDouble(), 5) + " but follows as "
                    + Figure.count(computed, 5) + ".";
            problem(entry.tree().fields().at(field), what, maybe);
        }
    }

    private void cluster(Entry<Cluster> entry) {
        catalog.find(
                Accelerator.KIND,
                entry.value().accelerator(),
                entry.tree().fields().at("accelerator"));
    }

    private void run(Entry<RunPreset> entry) {
        RunPreset run = entry.value();
        catalog.find(Stack.KIND, run.stack(), entry.tree().fields().at("stack"));
        catalog.find(Cluster.KIND, run.cluster(), entry.tree().fields().at("cluster"));
        catalog.find(ModelRecord.KIND, run.model(), entry.tree().fields().at("model"));
        Resolved r = TrainResolver.resolve(catalog, TrainQuestion.of(entry.id()));
        for (StrategyCheck.Problem problem : StrategyCheck.problems(r.strategy(), r.job(), r.machine())) {
            problem(entry.tree().fields().at("strategy"), problem.what(), problem.maybe());
        }
    }

    private void postTraining(Entry<RlPreset> entry) {
        Optional<String> none = Optional.empty();
        PostTrainResolved r = PostTrainResolver.resolve(catalog, new PostTrainQuestion(entry.id(), none, none, none));
        PostTrainCosts costs = new PostTrainCosts(r.own());
        for (RlStage stage : r.own().preset().stages()) {
            Job job = costs.run(r.own()).longest(stage);
            for (StrategyCheck.Problem problem :
                    StrategyCheck.problems(r.own().preset().trainer(), job, r.machine())) {
                problem(entry.tree().fields().at("trainer"), problem.what(), problem.maybe());
            }
        }
    }

    /** Rules of one series take turns, and reports tell of chips that there are. */
    private void controls() {
        try {
            Rulebook.read(catalog);
            List<Practice> reports = Practice.read(catalog);
            records += reports.size();
            Location at = Location.of(catalog.shown(Practice.FILE));
            for (Practice report : reports) {
                report.items().forEach(item -> catalog.find(Accelerator.KIND, item, at));
            }
        } catch (Fault e) {
            problem(e);
        }
    }

    private void rents() {
        try {
            PriceBook book = PriceBook.read(catalog.shown(PriceBook.FILE), catalog.table(PriceBook.FILE));
            records += book.all().size();
            for (Rent rent : book.all()) {
                catalog.find(Accelerator.KIND, rent.accelerator(), Location.of(catalog.shown(PriceBook.FILE)));
            }
        } catch (Fault e) {
            problem(e);
        }
    }
}
