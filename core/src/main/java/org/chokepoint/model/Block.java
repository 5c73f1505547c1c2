package org.chokepoint.model;

/**
 * One layer: a mixer and a feed-forward, each with its norms and a residual sum.
 *
 * @param mixer token mixing
 * @param feedForward per-token part
 * @param norm kind of norm
 * @param preNorms whether each part has a norm before it
 * @param postNorms whether each part has a norm behind it (Gemma, OLMo 2)
 * @param parallel whether mixer and feed-forward read the same norm and are summed together (Phi-2, Falcon)
 * @param residualStreams copies of the residual stream that are mixed around each part (hyper-connections); 1 if plain
 */
public record Block(
        Mixer mixer,
        FeedForward feedForward,
        Norm norm,
        boolean preNorms,
        boolean postNorms,
        boolean parallel,
        int residualStreams) {

    /** A pre-norm block with RMS norms, as most models use. */
    public static Block plain(Mixer mixer, FeedForward feedForward) {
        return new Block(mixer, feedForward, Norm.RMS, true, false, false, 1);
    }

    /** Operators and exchanges of one rank for one micro-batch, in order of the forward. */
    public Operators describe(Shard shard, int hidden) {
        Operators out = new Operators(shard);
        describe(out, hidden);
        return out;
    }

    void describe(Operators out, int hidden) {
        long tokens = out.shard().tokensOutside();
        int replicas = out.shard().replicasOutside();
        boolean mixes = !(mixer instanceof NoMixer);
        boolean feeds = !(feedForward instanceof NoFeedForward);
        if (mixes) {
            part(out, "mixer", hidden, tokens, replicas, true, () -> mixer.describe(out, hidden));
        }
        if (feeds) {
            boolean ownNorm = !(parallel && mixes);
            part(out, "ffn", hidden, tokens, replicas, ownNorm, () -> feedForward.describe(out, hidden));
        }
    }

    private void part(
            Operators out, String name, int hidden, long tokens, int replicas, boolean ownNorm, Runnable body) {
        if (preNorms && ownNorm) {
            out.norm(name + "_norm", norm, tokens, hidden, replicas);
        }
        body.run();
        if (postNorms) {
            out.norm(name + "_post_norm", norm, tokens, hidden, replicas);
        }
        if (residualStreams > 1) {
            HyperConnection.describe(out, name, residualStreams, hidden, tokens, replicas);
        }
        out.residual(name + "_residual", tokens, (long) hidden * residualStreams, replicas);
    }

    /** Whether the feed-forward routes tokens to experts. */
    public boolean routed() {
        return feedForward instanceof MixtureOfExperts;
    }

    /** Name for tables. */
    public String label() {
        return mixer.label() + ", " + feedForward.label();
    }
}
