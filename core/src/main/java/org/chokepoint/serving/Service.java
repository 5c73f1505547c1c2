package org.chokepoint.serving;

import java.util.List;

/** What answers requests. */
public sealed interface Service {
    /** Pools in the order in which a request meets them. */
    List<Pool> pools();

    /** The same with iterations looked up in grids. */
    Service gridded();

    /**
     * Every instance works on prompts and decodes.
     *
     * @param pool instances
     */
    record Aggregated(Pool pool) implements Service {
        @Override
        public List<Pool> pools() {
            return List.of(pool);
        }

        @Override
        public Service gridded() {
            return new Aggregated(pool.with(TimeGrid.of(pool.time())));
        }
    }

    /**
     * Some instances work on prompts up to the first token, hand the cache on, and others decode.
     *
     * @param prefill instances for prompts
     * @param transfer how a cache comes from one to the other
     * @param decode instances for decodes; one whose cache was full works on the prompt again by itself
     */
    record Disaggregated(Pool prefill, CacheTransfer transfer, Pool decode) implements Service {
        @Override
        public List<Pool> pools() {
            return List.of(prefill, decode);
        }

        @Override
        public Service gridded() {
            return new Disaggregated(
                    prefill.with(TimeGrid.of(prefill.time())), transfer, decode.with(TimeGrid.of(decode.time())));
        }
    }
}
