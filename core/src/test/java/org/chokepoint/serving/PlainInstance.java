package org.chokepoint.serving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An instance told token by token, sequence by sequence, with nothing kept that could be counted anew. */
final class PlainInstance {
    static final class Sequence {
        final Request request;
        int known;
        int cached;
        int blocks;
        int promptEnd;
        boolean decodes;
        boolean ready;
        double start = Double.NaN;
        double first = Double.NaN;
        double finish = Double.NaN;

        Sequence(Request request) {
            this.request = request;
            this.known = request.inputTokens();
        }

        int generated() {
            return known - request.inputTokens();
        }
    }

    private final Scheduler scheduler;
    private final IterationTime time;
    private final Deque<Sequence> waiting = new ArrayDeque<>();
    private final List<Sequence> running = new ArrayList<>();
    private int decodeIterations;
    private boolean ready;
    long preemptions;
    long iterations;

    PlainInstance(Scheduler scheduler, IterationTime time) {
        this.scheduler = scheduler;
        this.time = time;
    }

    List<Sequence> run(List<Request> requests) {
        List<Sequence> all = new ArrayList<>();
        requests.forEach(each -> all.add(new Sequence(each)));
        int come = 0;
        double now = 0;
        while (true) {
            while (come < all.size() && all.get(come).request.arrivalSeconds() <= now) {
                all.get(come).ready = ready;
                waiting.addLast(all.get(come++));
            }
            if (waiting.isEmpty() && running.isEmpty()) {
                if (come == all.size()) {
                    return all;
                }
                now = all.get(come).request.arrivalSeconds();
                continue;
            }
            now = iterate(now);
            iterations++;
        }
    }

    /** The same of requests whose caches have come with the first token. */
    List<Sequence> runReady(List<Request> requests) {
        ready = true;
        return run(requests);
    }

    private double iterate(double now) {
        while (!waiting.isEmpty() && waiting.peekFirst().ready && running.size() < scheduler.sequences()) {
            int ahead = 1 + scheduler.speculation().drafts();
            Sequence next = waiting.peekFirst();
            if (wanted(ahead) + blocks(next.request.inputTokens() + ahead) > freeBlocks()) {
                break;
            }
            waiting.removeFirst();
            next.ready = false;
            next.decodes = true;
            next.cached = next.known;
            next.known++;
            next.blocks = blocks(next.cached);
            next.start = now;
            running.add(next);
        }
        List<Sequence> prompts = new ArrayList<>();
        List<Integer> chunks = new ArrayList<>();
        boolean whole = scheduler.batching() == Batching.PROMPTS_FIRST;
        int left = scheduler.tokenBudget();
        if (whole) {
            while (admissible()) {
                Sequence next = waiting.peekFirst();
                int tokens = next.known - found(next);
                if (!prompts.isEmpty() && tokens > left) {
                    break;
                }
                left -= tokens;
                admit(now);
                prompts.add(next);
                chunks.add(tokens);
            }
        }
        List<Sequence> decodes = new ArrayList<>();
        int gain = 0;
        if (prompts.isEmpty() && running.stream().anyMatch(each -> each.decodes)) {
            double each = scheduler.speculation().tokens();
            gain = (int) (Math.floor((decodeIterations + 1) * each) - Math.floor(decodeIterations * each));
        }
        boolean preempted = false;
        if (gain > 0) {
            while (wanted(gain) > freeBlocks()) {
                preempt(running.get(running.size() - 1));
                preempted = true;
            }
            for (Sequence each : running) {
                if (each.decodes) {
                    decodes.add(each);
                    each.blocks = blocks(each.cached + gain);
                }
            }
            decodeIterations += decodes.isEmpty() ? 0 : 1;
        }
        if (!whole) {
            left -= decodes.size() * (1 + scheduler.speculation().drafts());
            for (Sequence each : running) {
                if (!each.decodes && left > 0) {
                    left -= add(each, left, prompts, chunks);
                }
            }
            while (!preempted && left > 0 && admissible()) {
                left -= add(admit(now), left, prompts, chunks);
            }
        }
        double cached = decodes.stream().mapToDouble(each -> each.cached).sum();
        int promptTokens = 0;
        double pairs = 0;
        for (int i = 0; i < prompts.size(); i++) {
            for (int j = 1; j <= chunks.get(i); j++) {
                pairs += prompts.get(i).cached + j;
            }
            promptTokens += chunks.get(i);
        }
        double end = now + time.seconds(decodes.size(), cached, promptTokens, pairs);
        for (Sequence each : decodes) {
            each.cached += gain;
            each.known = Math.min(each.known + gain, each.request.inputTokens() + each.request.outputTokens());
            finishIfDone(each, end);
        }
        for (int i = 0; i < prompts.size(); i++) {
            Sequence each = prompts.get(i);
            each.cached += chunks.get(i);
            if (each.cached == each.promptEnd) {
                each.decodes = true;
                each.known++;
                if (each.generated() == 1) {
                    each.first = end;
                }
                finishIfDone(each, end);
            }
        }
        return end;
    }

    private int add(Sequence each, int left, List<Sequence> prompts, List<Integer> chunks) {
        int tokens = Math.min(left, each.promptEnd - each.cached);
        prompts.add(each);
        chunks.add(tokens);
        return tokens;
    }

    private void finishIfDone(Sequence each, double end) {
        if (each.generated() == each.request.outputTokens()) {
            each.finish = end;
            running.remove(each);
        }
    }

    private boolean admissible() {
        return !waiting.isEmpty()
                && !waiting.peekFirst().ready
                && running.size() < scheduler.sequences()
                && blocks(waiting.peekFirst().known) <= freeBlocks();
    }

    private Sequence admit(double now) {
        Sequence next = waiting.removeFirst();
        next.promptEnd = next.known;
        next.blocks = blocks(next.known);
        next.cached = found(next);
        next.start = Double.isNaN(next.start) ? now : next.start;
        running.add(next);
        return next;
    }

    private void preempt(Sequence each) {
        running.remove(each);
        each.decodes = false;
        each.cached = 0;
        each.blocks = 0;
        waiting.addFirst(each);
        preemptions++;
    }

    private int found(Sequence each) {
        int input = each.request.inputTokens();
        int found = Math.min((int) (scheduler.prefixShare() * input), input - 1);
        return found - found % scheduler.blockTokens();
    }

    private int wanted(int gain) {
        int wanted = 0;
        for (Sequence each : running) {
            wanted += each.decodes ? blocks(each.cached + gain) - each.blocks : 0;
        }
        return wanted;
    }

    private int freeBlocks() {
        return scheduler.cacheBlocks()
                - running.stream().mapToInt(each -> each.blocks).sum();
    }

    private int blocks(int tokens) {
        return (int) Math.ceil((double) tokens / scheduler.blockTokens());
    }
}
