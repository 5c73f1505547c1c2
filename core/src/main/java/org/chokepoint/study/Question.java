package org.chokepoint.study;

/**
 * Something that can be asked. A question is one flat record; command-line flags, a study file, a permalink and "copy as
 * command" are all that record.
 *
 * @param <A> the answer, whose record is the JSON contract
 */
public sealed interface Question<A>
        permits ArgumentsQuestion,
                CalibrateQuestion,
                CatalogCheckQuestion,
                CatalogListQuestion,
                CatalogShowQuestion,
                ControlsClassifyQuestion,
                ControlsDerateQuestion,
                ControlsFleetQuestion,
                ControlsMapQuestion,
                ControlsTableQuestion,
                ControlsTimelineQuestion,
                ControlsWhatIfQuestion,
                LadderQuestion,
                PostTrainQuestion,
                RlLadderQuestion,
                RoutingQuestion,
                SearchQuestion,
                ServeQuestion,
                ServingLadderQuestion,
                TrainQuestion,
                ValidateLogQuestion,
                ValidateQuestion {}
