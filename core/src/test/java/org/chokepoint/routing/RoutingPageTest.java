package org.chokepoint.routing;

import org.chokepoint.DocBlock;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;

/** The figures of docs/model/routing.md. */
final class RoutingPageTest {
    @Test
    void thePageShowsEveryRouter() {
        StringBuilder out = new StringBuilder("""
                | router | busiest expert | at once | busiest rank at once | domains of a token | affinity lost |
                | --- | ---: | ---: | ---: | ---: | ---: |
                """);
        for (RouterAlgorithm algorithm : RouterAlgorithm.values()) {
            ExpertLoad load = Layers.settled(Layers.LARGE, algorithm);
            out.append("| `").append(algorithm.word()).append("` | ");
            out.append(Figure.plain(load.overExperts(), 3)).append(" | ");
            out.append(Figure.plain(load.overExpertsAtOnce(), 3)).append(" | ");
            out.append(Figure.plain(load.overRanksAtOnce(), 3)).append(" | ");
            out.append(Figure.plain(load.domainsPerToken(), 3)).append(" | ");
            out.append(Figure.percent(load.affinityLost(), 2)).append(" |\n");
        }
        DocBlock.check("docs/model/routing.md", "routers", out.toString());
    }
}
