package org.chokepoint.study;

import org.chokepoint.catalog.Catalog;

/** Answers questions from a catalog. */
public final class Chokepoint {
    private final Catalog catalog;

    public Chokepoint(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Answers a question.
     *
     * @throws org.chokepoint.evidence.Fault if the question is not valid
     * @throws Infeasible if it is valid and has no feasible answer
     */
    @SuppressWarnings("unchecked") // each question type is sealed to its answer type
    public <A> A ask(Question<A> question, Progress progress) {
        if (question instanceof TrainQuestion train) {
            return (A) Train.answer(catalog, train, progress);
        }
        if (question instanceof PostTrainQuestion postTrain) {
            return (A) PostTrain.answer(catalog, postTrain, progress);
        }
        if (question instanceof LadderQuestion ladder) {
            return (A) Ladder.answer(catalog, ladder, progress);
        }
        if (question instanceof ServingLadderQuestion ladder) {
            return (A) ServingLadder.answer(catalog, ladder, progress);
        }
        if (question instanceof RlLadderQuestion ladder) {
            return (A) RlLadder.answer(catalog, ladder, progress);
        }
        if (question instanceof SearchQuestion search) {
            return (A) Search.answer(catalog, search, progress);
        }
        if (question instanceof ServeQuestion serve) {
            return (A) Serve.answer(catalog, serve, progress);
        }
        if (question instanceof ValidateQuestion validate) {
            return (A) Validate.answer(catalog, validate, progress);
        }
        if (question instanceof ValidateLogQuestion log) {
            return (A) ValidateLog.answer(catalog, log, progress);
        }
        if (question instanceof CalibrateQuestion calibrate) {
            return (A) Calibrate.answer(catalog, calibrate, progress);
        }
        if (question instanceof ArgumentsQuestion arguments) {
            return (A) Arguments.write(catalog, arguments, progress);
        }
        if (question instanceof RoutingQuestion routing) {
            return (A) RoutingStudy.answer(catalog, routing, progress);
        }
        if (question instanceof ControlsClassifyQuestion controls) {
            return (A) ControlsClassify.answer(catalog, controls);
        }
        if (question instanceof ControlsTimelineQuestion controls) {
            return (A) ControlsTimeline.answer(catalog, controls);
        }
        if (question instanceof ControlsTableQuestion controls) {
            return (A) ControlsTable.answer(catalog, controls);
        }
        if (question instanceof ControlsMapQuestion controls) {
            return (A) ControlsMap.answer(catalog, controls);
        }
        if (question instanceof ControlsWhatIfQuestion controls) {
            return (A) ControlsWhatIf.answer(catalog, controls);
        }
        if (question instanceof ControlsDerateQuestion controls) {
            return (A) ControlsDerate.answer(catalog, controls, progress);
        }
        if (question instanceof ControlsFleetQuestion controls) {
            return (A) ControlsFleet.answer(catalog, controls, progress);
        }
        if (question instanceof CatalogListQuestion list) {
            return (A) CatalogAnswers.list(catalog, list);
        }
        if (question instanceof CatalogShowQuestion show) {
            return (A) CatalogAnswers.show(catalog, show);
        }
        return (A) CatalogCheck.run(catalog, progress);
    }
}
