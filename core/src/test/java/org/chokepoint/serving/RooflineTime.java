package org.chokepoint.serving;

/**
 * Iterations of the shape that kernels give them: tiles of rows, weights read or products computed, caches read, prompts' pairs. About
 * a 70B model on eight chips.
 */
final class RooflineTime implements IterationTime {
    private static final int TILE = 64;

    @Override
    public double seconds(int decodes, double cached, int promptTokens, double promptPairs) {
        int rows = decodes + promptTokens;
        int tiles = (rows + TILE - 1) / TILE;
        double products = Math.max(6e-3, tiles * TILE * 2.6e-5);
        double decodeAttention = Math.max(4e-4, cached * 1.2e-8);
        double promptAttention = promptTokens == 0 ? 0 : Math.max(3e-4, promptPairs * 2e-10);
        return 1.5e-3 + products + decodeAttention + promptAttention + 2e-6 * rows;
    }
}
