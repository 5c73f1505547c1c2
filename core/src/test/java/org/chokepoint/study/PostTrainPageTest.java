package org.chokepoint.study;

import java.util.Optional;
import org.chokepoint.Checkout;
import org.chokepoint.DocBlock;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;

/** The table of published post-training in its page. */
final class PostTrainPageTest {
    @Test
    void thePageIsFresh() {
        Optional<String> none = Optional.empty();
        PostTrainAnswer answer = new Chokepoint(Checkout.catalog())
                .ask(new PostTrainQuestion("deepseek-r1", none, none, none), Progress.NONE);
        StringBuilder text = new StringBuilder("| GPU-hours | published | computed | off |\n");
        text.append("| --- | ---: | ---: | ---: |\n");
        for (TrainAnswer.Row row : answer.published().orElseThrow().rows()) {
            boolean all = row.figure().equals("run.gpu_hours_productive");
            if (all || row.figure().startsWith("together.")) {
                text.append("| ")
                        .append(all ? "all that R1 adds to V3" : row.figure().replaceFirst("^together\\.", ""));
                text.append(" | ").append(Figure.count(row.reported(), 3));
                text.append(" | ").append(Figure.count(row.ours(), 3));
                text.append(" | ")
                        .append(Figure.percent(row.relativeError(), 2))
                        .append(" |\n");
            }
        }
        text.append("\n80 % band of all: ")
                .append(Figure.count(answer.run().gpuHoursProductiveLow(), 3))
                .append(" to ")
                .append(Figure.count(answer.run().gpuHoursProductiveHigh(), 3))
                .append(".\n\n| part | of all |\n| --- | ---: |\n");
        answer.parts()
                .forEach((part, hours) -> text.append("| ")
                        .append(part)
                        .append(" | ")
                        .append(Figure.percent(hours / answer.run().gpuHoursProductive(), 2))
                        .append(" |\n"));
        DocBlock.check("docs/model/posttraining.md", "runs", text.toString());
    }
}
