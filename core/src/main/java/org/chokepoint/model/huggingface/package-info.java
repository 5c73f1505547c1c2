/**
 * Reads a Hugging Face {@code config.json} into a {@link org.chokepoint.model.Network}. One reader per shape of family,
 * found by {@code model_type} in one table ({@link org.chokepoint.model.huggingface.Families}). Defaults of a family are
 * those of its configuration class in the transformers library. Every key is read, known not to matter for cost, warned of
 * by name, or - where it looks structural - a fault. Neglected: vision and audio towers, dropout, weight quantisation.
 */
package org.chokepoint.model.huggingface;
