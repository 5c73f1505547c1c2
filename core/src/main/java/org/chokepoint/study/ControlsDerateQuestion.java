package org.chokepoint.study;

import java.util.Optional;

/**
 * The best legal cut of a die. Values are as the user wrote them.
 *
 * @param die id or alias of a die
 * @param rules ids or aliases of rules, divided by commas; absent: the one on chips that is enforced on the day
 * @param model published run or model that the cut is for; absent: deepseek-v3
 * @param market datacenter or consumer; absent: datacenter
 * @param to country; absent: China
 * @param onDate day, by which memories count that chips of the die were sold with; absent: when the first rule took effect
 * @param objective train or decode; absent: train
 * @param gpus chips that train; absent: those of the published run, else 1,024
 * @param newDie whether chips made for the lines are shown too, with the price of their silicon
 */
public record ControlsDerateQuestion(
        String die,
        Optional<String> rules,
        Optional<String> model,
        Optional<String> market,
        Optional<String> to,
        Optional<String> onDate,
        Optional<String> objective,
        Optional<String> gpus,
        boolean newDie)
        implements Question<ControlsDerateAnswer> {}
