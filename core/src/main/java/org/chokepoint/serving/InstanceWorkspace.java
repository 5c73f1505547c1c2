package org.chokepoint.serving;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * One instance of an engine that runs, iteration by iteration ({@code RequestBenchmark}).
 *
 * <p>All sequences that decode gain the same number of tokens in an iteration. So a token clock that counts them tells when each
 * finishes (a heap of clocks), how much they hold together (a sum of offsets from the clock), and which of them need a further block (a
 * count of sequences for each remainder of the offset): an iteration costs the same however many sequences decode.
 */
final class InstanceWorkspace {
    private static final int NONE = -1;

    private final IterationTime time;
    private final Scheduler scheduler;
    private final Stage stage;
    private final boolean chunked;
    private final int checked;
    private final double gained;
    private final int blockTokens;
    private final int[] phases;
    private final RequestWorkspace requests;
    private final IntConsumer answered;
    private final FinishHeap finishing = new FinishHeap();
    private final WaitingLine waiting = new WaitingLine();

    private double now;
    private double end;
    private boolean busy;

    private int last = NONE;
    private int running;
    private int live;
    private long offsets;
    private int clock;
    private long decodeIterations;
    private int usedBlocks;

    private int advance;
    private int partial = NONE;
    private int partialTokens;
    private int partialDone;
    private int promptTokens;
    private double promptPairs;
    private int[] prompted = new int[16];
    private int promptedCount;

    private int present;
    private double presentSince;
    private double presentSeconds;
    private double busySeconds;
    private double cacheSeconds;
    private double tokenAt;
    private double longestGap;
    private long iterations;
    private long preemptions;
    private long totalPromptTokens;
    private long totalGenerated;
    private int peakBlocks;

    /**
     * @param answered is told each request that leaves, at {@link #now()}
     */
    InstanceWorkspace(Pool pool, Stage stage, RequestWorkspace requests, IntConsumer answered) {
        this.time = pool.time();
        this.scheduler = pool.scheduler();
        this.stage = stage;
        this.chunked = scheduler.batching() == Batching.CHUNKED;
        this.checked = scheduler.speculation().queries();
        this.gained = scheduler.speculation().tokens();
        this.blockTokens = scheduler.blockTokens();
        this.phases = new int[blockTokens];
        this.requests = requests;
        this.answered = answered;
    }

    /** Time up to which it is known what happened. */
    double now() {
        return now;
    }

    /** When something happens next without a new request; infinite if nothing. */
    double next() {
        if (busy) {
            return end;
        }
        return present > 0 ? now : Double.POSITIVE_INFINITY;
    }

    /** Requests that wait or run. */
    int outstanding() {
        return present;
    }

    /** A request comes, no sooner than whatever this instance was advanced to. */
    void arrive(int request, double seconds) {
        requests.arrival[request] = seconds;
        if (!busy) {
            now = Math.max(now, seconds);
        }
        count(seconds, 1);
        waiting.addLast(request);
    }

    /** Runs iterations that end up to a time, or begin before it: what begins at that very time may meet requests that come then. */
    void advance(double until) {
        while (true) {
            if (busy) {
                if (end > until) {
                    return;
                }
                finish();
            }
            if (present == 0 || now >= until) {
                return;
            }
            begin();
        }
    }

    /** Begins an iteration if there is something to do and none under way. */
    void resume() {
        if (!busy && present > 0) {
            begin();
        }
    }

    private void count(double seconds, int more) {
        presentSeconds += present * (seconds - presentSince);
        presentSince = seconds;
        present += more;
    }

    private void begin() {
        promptTokens = 0;
        promptPairs = 0;
        promptedCount = 0;
        advance = 0;
        if (stage == Stage.DECODE) {
            takeReady();
        }
        if (!chunked) {
            admitWhole();
        }
        if (live > 0 && promptTokens == 0) {
            decodeIterations++;
            advance = (int) ((long) (decodeIterations * gained) - clock);
        }
        boolean room = advance == 0 || grow();
        if (chunked) {
            chunks(room);
        }
        int decoding = advance > 0 ? live : 0;
        double cached = advance > 0 ? offsets + (double) live * clock : 0;
        double seconds = time.seconds(decoding, cached, promptTokens, promptPairs);
        end = now + seconds;
        busy = true;
        busySeconds += seconds;
        cacheSeconds += usedBlocks * seconds;
        peakBlocks = Math.max(peakBlocks, usedBlocks);
        iterations++;
        totalPromptTokens += promptTokens;
    }

    /** Takes up requests whose caches have come, unless decodes need their blocks at once. */
    private void takeReady() {
        while (running < scheduler.sequences() && !waiting.isEmpty()) {
            int request = waiting.first();
            int tokens = requests.input[request];
            if (requests.due[request] != RequestWorkspace.READY
                    || needed(checked) + scheduler.blocks(tokens + checked) > free()) {
                return;
            }
            waiting.removeFirst();
            admit(request, tokens);
            join(request, tokens, 1);
        }
    }

    /** Admits prompts and works on all of each, up to the budget. */
    private void admitWhole() {
        while (admits()) {
            int request = waiting.first();
            int tokens = requests.input[request] + requests.generated[request];
            int more = tokens - scheduler.found(requests.input[request]);
            if (promptTokens > 0 && promptTokens + more > scheduler.tokenBudget()) {
                return;
            }
            waiting.removeFirst();
            admit(request, tokens);
            startPrompt(request, tokens);
            chunk(more);
        }
    }

    /** Gives what the budget leaves to the prompt under way and, if nothing was preempted just now, to new ones. */
    private void chunks(boolean room) {
        int left = scheduler.tokenBudget() - live * checked;
        if (partial != NONE) {
            left -= chunk(left);
        }
        while (room && left > 0 && admits()) {
            int request = waiting.removeFirst();
            int tokens = requests.input[request] + requests.generated[request];
            admit(request, tokens);
            startPrompt(request, tokens);
            left -= chunk(left);
        }
    }

    /** Whether the first that waits has a prompt to work on, and there is a place and room in the cache for all of it. */
    private boolean admits() {
        if (waiting.isEmpty() || running >= scheduler.sequences()) {
            return false;
        }
        int request = waiting.first();
        return requests.due[request] != RequestWorkspace.READY
                && scheduler.blocks(requests.input[request] + requests.generated[request]) <= free();
    }

    private void startPrompt(int request, int tokens) {
        partial = request;
        partialTokens = tokens;
        partialDone = scheduler.found(requests.input[request]);
    }

    /** Works on some tokens of the prompt under way. */
    private int chunk(int most) {
        int tokens = Math.min(most, partialTokens - partialDone);
        promptTokens += tokens;
        promptPairs += (double) tokens * partialDone + tokens * (tokens + 1.0) / 2;
        partialDone += tokens;
        if (partialDone == partialTokens) {
            if (promptedCount == prompted.length) {
                prompted = Arrays.copyOf(prompted, 2 * promptedCount);
            }
            prompted[promptedCount++] = partial;
            partial = NONE;
        }
        return tokens;
    }

    private int free() {
        return scheduler.cacheBlocks() - usedBlocks;
    }

    /** Blocks that decodes need for so many tokens each. */
    private int needed(int tokens) {
        int blocks = 0;
        for (int i = 0; i < tokens; i++) {
            blocks += phases[Math.floorMod(-(clock + i), blockTokens)];
        }
        return blocks;
    }

    /**
     * Takes the blocks that decodes need; where the cache is full, from the sequence admitted last.
     *
     * @return whether none was preempted
     */
    private boolean grow() {
        int blocks = needed(advance);
        boolean room = blocks <= free();
        while (blocks > free()) {
            preempt(last);
            blocks = needed(advance);
        }
        usedBlocks += blocks;
        if (live == 0) {
            advance = 0;
            decodeIterations--;
        }
        return room;
    }

    private void preempt(int request) {
        if (request == partial) {
            usedBlocks -= scheduler.blocks(partialTokens);
            partial = NONE;
        } else {
            requests.generated[request] = requests.output[request] - (requests.due[request] - clock);
            part(request);
        }
        leave(request);
        waiting.addFirst(request);
        preemptions++;
    }

    private void admit(int request, int tokens) {
        usedBlocks += scheduler.blocks(tokens);
        requests.before[request] = last;
        requests.after[request] = NONE;
        if (last != NONE) {
            requests.after[last] = request;
        }
        last = request;
        running++;
        if (Double.isNaN(requests.start[request])) {
            requests.start[request] = now;
        }
    }

    private void leave(int request) {
        int before = requests.before[request];
        int after = requests.after[request];
        if (before != NONE) {
            requests.after[before] = after;
        }
        if (after != NONE) {
            requests.before[after] = before;
        } else {
            last = before;
        }
        running--;
    }

    /** A sequence begins to decode. */
    private void join(int request, int tokens, int generated) {
        if (live == 0) {
            tokenAt = now;
        }
        int offset = tokens - clock;
        requests.offset[request] = offset;
        int due = Math.addExact(clock, requests.output[request] - generated);
        requests.due[request] = due;
        finishing.add(due, request);
        phases[Math.floorMod(offset, blockTokens)]++;
        offsets += offset;
        live++;
    }

    /** A sequence decodes no longer, and gives its blocks back. */
    private void part(int request) {
        int offset = requests.offset[request];
        phases[Math.floorMod(offset, blockTokens)]--;
        usedBlocks -= scheduler.blocks(offset + clock);
        offsets -= offset;
        live--;
        requests.due[request] = RequestWorkspace.NOT_DUE;
    }

    private void finish() {
        now = end;
        busy = false;
        if (advance > 0) {
            clock = Math.addExact(clock, advance);
            totalGenerated += (long) advance * live;
            longestGap = Math.max(longestGap, now - tokenAt);
            tokenAt = now;
            while (finishing.due(clock)) {
                int request = finishing.soonest();
                int due = finishing.soonestClock();
                finishing.removeSoonest();
                if (requests.due[request] == due) {
                    totalGenerated -= clock - due;
                    part(request);
                    answer(request);
                }
            }
        }
        for (int i = 0; i < promptedCount; i++) {
            prompted(prompted[i]);
        }
    }

    /** A prompt is done and yields a token. */
    private void prompted(int request) {
        if (requests.generated[request] == 0) {
            requests.first[request] = now;
        }
        int tokens = requests.input[request] + requests.generated[request];
        int generated = requests.generated[request] + 1;
        totalGenerated++;
        if (stage == Stage.PREFILL || generated == requests.output[request]) {
            usedBlocks -= scheduler.blocks(tokens);
            answer(request);
        } else {
            join(request, tokens, generated);
        }
    }

    private void answer(int request) {
        leave(request);
        requests.finish[request] = now;
        count(now, -1);
        answered.accept(request);
    }

    InstanceTotals totals() {
        return new InstanceTotals(
                iterations,
                preemptions,
                busySeconds,
                presentSeconds,
                cacheSeconds,
                peakBlocks,
                totalPromptTokens,
                totalGenerated,
                longestGap);
    }
}
