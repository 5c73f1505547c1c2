package org.chokepoint.training.megatron;

/** What follows the name of an argument. */
enum Form {
    /** Nothing: the name alone switches it on. */
    SWITCH,
    /** A whole number. */
    WHOLE,
    /** A number. */
    NUMBER,
    /** One word. */
    WORD,
    /** Words up to the next argument. */
    WORDS
}
