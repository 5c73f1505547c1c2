package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Constant;
import org.chokepoint.routing.ExpertLoad;
import org.chokepoint.routing.RouterAlgorithm;
import org.chokepoint.routing.RouterConstants;
import org.chokepoint.routing.Routing;
import org.chokepoint.routing.Simulation;
import org.chokepoint.units.Figure;

/** Answers {@link RoutingQuestion}: run each router over the same affinities. */
final class RoutingStudy {
    private static final int DIGITS = 3;

    private final RoutingResolver.Asked asked;
    private final RouterConstants constants;

    private RoutingStudy(RoutingResolver.Asked asked, RouterConstants constants) {
        this.asked = asked;
        this.constants = constants;
    }

    static RoutingAnswer answer(Catalog catalog, RoutingQuestion question, Progress progress) {
        RouterConstants constants = catalog.find(RouterConstants.KIND, RouterConstants.DEFAULT, Location.of("routing"))
                .value();
        return new RoutingStudy(new RoutingResolver(catalog, question).resolve(), constants)
                .answer(Command.of(question), progress);
    }

    private RoutingAnswer answer(String command, Progress progress) {
        List<RoutingAnswer.Router> routers = new ArrayList<>();
        for (Routing routing : asked.routings()) {
            RouterAlgorithm router = routing.algorithm();
            progress.at((double) routers.size() / (asked.routings().size() + 2), router.word());
            List<ExpertLoad> series = Simulation.run(routing, constants, asked.steps(), asked.seed());
            routers.add(new RoutingAnswer.Router(
                    router.word(),
                    router.meaning(),
                    load(Simulation.settled(series)),
                    series.stream().map(RoutingStudy::load).toList()));
        }
        progress.at((double) routers.size() / (routers.size() + 2), "finding what would move it");
        int told = told();
        Headline headline =
                new Headline(sentence(routers, told), flips(asked.routings().get(told)), restsOn());
        return new RoutingAnswer(RoutingAnswer.VERSION, headline, layer(), routers, asked.notes(), command);
    }

    /** The router that the headline tells of: the only one, else the bias. */
    private int told() {
        for (int i = 0; i < asked.routings().size(); i++) {
            if (asked.routings().get(i).algorithm() == RouterAlgorithm.BIAS) {
                return i;
            }
        }
        return 0;
    }

    private RoutingAnswer.Layer layer() {
        Routing routing = asked.routings().get(0);
        return new RoutingAnswer.Layer(
                asked.model(),
                routing.placement().experts(),
                routing.topK(),
                routing.placement().ranks(),
                routing.placement().domains(),
                routing.sequences(),
                AnswerTree.word(routing.gate()),
                routing.capacityFactor(),
                asked.steps(),
                asked.seed());
    }

    private static RoutingAnswer.Load load(ExpertLoad load) {
        return new RoutingAnswer.Load(
                load.overExperts(),
                load.overExpertsAtOnce(),
                load.overRanksAtOnce(),
                load.domainsPerToken(),
                load.ranksPerToken(),
                load.affinityLost(),
                load.dropped());
    }

    private String sentence(List<RoutingAnswer.Router> routers, int told) {
        RoutingAnswer.Router router = routers.get(told);
        RoutingAnswer.Load load = router.settled();
        String others = routers.size() > 1
                ? ", against " + times(routers.get(0).settled().overRanksAtOnce()) + " with "
                        + routers.get(0).meaning()
                : "";
        int domains = asked.routings().get(told).placement().domains();
        String goes = domains == 1
                ? ""
                : ", and a token goes to " + Figure.plain(load.domainsPerToken(), 2) + " of " + Figure.plain(domains, 6)
                        + " domains";
        int ranks = asked.routings().get(told).placement().ranks();
        return "With " + router.meaning() + " (" + router.router() + "), the busiest of " + Figure.plain(ranks, 6)
                + " ranks gets " + times(load.overRanksAtOnce()) + " the mean rows of " + asked.model() + "'s experts"
                + others + "; it gives away " + Figure.percent(load.affinityLost(), 2)
                + " of the affinity" + goes + ".";
    }

    /** The assumption over whose range the busiest rank moves most. */
    private String flips(Routing routing) {
        double[] topics = range(routing, constants.topicSpread(), true);
        double[] experts = range(routing, constants.popularitySpread(), false);
        boolean topic = topics[1] - topics[0] >= experts[1] - experts[0];
        double[] widest = topic ? topics : experts;
        Constant constant = topic ? constants.topicSpread() : constants.popularitySpread();
        return "What would move it most: "
                + (topic
                        ? "how much topics differ (router:topic_spread"
                        : "how much experts " + "differ (router:popularity_spread")
                + ", " + Figure.plain(constant.low(), 2) + " to "
                + Figure.plain(constant.high(), 2) + "), over whose range that rank gets " + times(widest[0]) + " to "
                + times(widest[1]) + " the mean.";
    }

    private double[] range(Routing routing, Constant constant, boolean topic) {
        double low = over(routing, constant.low(), topic);
        double high = over(routing, constant.high(), topic);
        return new double[] {Math.min(low, high), Math.max(low, high)};
    }

    private double over(Routing routing, double value, boolean topic) {
        RouterConstants moved = topic ? constants.withTopicSpread(value) : constants.withPopularitySpread(value);
        return Simulation.settled(Simulation.run(routing, moved, asked.steps(), asked.seed()))
                .overRanksAtOnce();
    }

    private static String restsOn() {
        return "Rests on: weakest grade assumption (router published-2024, affinities); nearest measured case: Wang et al. "
                + "2024, busiest of 64 experts 1.04 × the mean with the bias and 1.72 × with a loss; see "
                + "docs/model/routing.md.";
    }

    private static String times(double value) {
        return Figure.plain(value, DIGITS) + " ×";
    }
}
