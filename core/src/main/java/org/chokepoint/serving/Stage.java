package org.chokepoint.serving;

/** What of a request a pool works on. */
enum Stage {
    /** Prompt and answer. */
    WHOLE,
    /** The prompt, up to the first token. */
    PREFILL,
    /** The answer behind the first token; the cache comes with the request. */
    DECODE
}
