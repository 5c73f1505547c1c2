package org.chokepoint.model;

import java.util.OptionalDouble;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.catalog.Tree;
import org.chokepoint.units.Dimension;

/**
 * A model of the catalog: its architecture in the keys of a Hugging Face {@code config.json}, and what its makers say of
 * its size, to check ours against.
 *
 * @param id catalog id
 * @param name full name
 * @param developer who made it
 * @param released day of release, ISO 8601
 * @param config architecture in the keys of {@code config.json}
 * @param totalParameters published total, multi-token prediction and vision left out
 * @param activeParameters published parameters that one token uses
 */
public record ModelRecord(
        String id,
        String name,
        @Field(sourced = false) String developer,
        String released,
        Tree config,

        @Field(key = "total_parameters", unit = Dimension.COUNT)
        OptionalDouble totalParameters,

        @Field(key = "active_parameters", unit = Dimension.COUNT)
        OptionalDouble activeParameters) {

    /** Catalog kind. */
    public static final Kind<ModelRecord> KIND = new Kind<>("model", "models", ModelRecord.class);
}
