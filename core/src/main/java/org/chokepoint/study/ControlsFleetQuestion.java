package org.chokepoint.study;

import java.util.Optional;

/**
 * How many chips a rule lets go, and what they are worth. Values are as the user wrote them.
 *
 * @param rule id or alias of a rule
 * @param chip id or alias of a chip
 * @param usShipments chips of the product shipped to customers in the United States
 * @param vendor chips that the vendor can supply; absent: no bound
 * @param importer chips that the importing side lets in; absent: by the rules of that side
 * @param model published run that training runs are counted in; absent: deepseek-v3
 * @param to country; absent: China
 * @param onDate day; absent: the last day until which the rules were reviewed
 */
public record ControlsFleetQuestion(
        String rule,
        String chip,
        Optional<String> usShipments,
        Optional<String> vendor,
        Optional<String> importer,
        Optional<String> model,
        Optional<String> to,
        Optional<String> onDate)
        implements Question<ControlsFleetAnswer> {}
