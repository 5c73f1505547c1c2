package org.chokepoint.routing;

import java.util.random.RandomGenerator;

/** Deals the experts out in shuffled rounds, so that each gets as many tokens as any other, whatever suits them. */
final class ForcedBalance implements Router {
    private final RandomGenerator random;
    private final int[] deck;
    private int next;

    ForcedBalance(int experts, long seed) {
        this.random = Streams.of(seed, "deal", 0);
        this.deck = new int[experts];
        for (int i = 0; i < experts; i++) {
            deck[i] = i;
        }
        this.next = experts;
    }

    @Override
    public void pick(double[] affinity, int topic, int[] picks) {
        int left = Math.min(picks.length, deck.length - next);
        System.arraycopy(deck, next, picks, 0, left);
        next += left;
        if (left < picks.length) {
            shuffle();
            for (int i = left; i < picks.length; i++) {
                int at = next;
                while (holds(picks, left, deck[at])) {
                    at++;
                }
                swap(next, at);
                picks[i] = deck[next++];
            }
        }
    }

    private static boolean holds(int[] picks, int count, int expert) {
        for (int i = 0; i < count; i++) {
            if (picks[i] == expert) {
                return true;
            }
        }
        return false;
    }

    private void shuffle() {
        for (int i = 0; i < deck.length - 1; i++) {
            swap(i, i + Streams.below(random, deck.length - i));
        }
        next = 0;
    }

    private void swap(int one, int other) {
        int held = deck[one];
        deck[one] = deck[other];
        deck[other] = held;
    }

    @Override
    public void learn(double[] load, double[][] topicLoad) {
        // nothing to learn
    }

    @Override
    public boolean deals() {
        return true;
    }
}
