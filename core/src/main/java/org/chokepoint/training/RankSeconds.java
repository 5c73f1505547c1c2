package org.chokepoint.training;

/**
 * How a pipeline rank spends a step; the parts add up to it.
 *
 * @param compute seconds of kernels
 * @param communication seconds of exposed tensor-, context- and expert-parallel communication, of copies to host memory, and of its own sends
 * @param data seconds in which it waits for gradients or parameters of data parallelism
 * @param optimizer seconds of the optimizer
 * @param host seconds in which it waits for the host
 * @param waiting seconds in which it waits for other ranks
 */
public record RankSeconds(
        double compute, double communication, double data, double optimizer, double host, double waiting) {
    /** These seconds with {@code times} more of what another has more. */
    RankSeconds extended(RankSeconds longer, double times) {
        return new RankSeconds(
                compute + times * (longer.compute - compute),
                communication + times * (longer.communication - communication),
                data + times * (longer.data - data),
                optimizer + times * (longer.optimizer - optimizer),
                host + times * (longer.host - host),
                waiting + times * (longer.waiting - waiting));
    }
}
