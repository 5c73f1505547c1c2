package org.chokepoint.serving;

/** Requests that wait, first come first served; those that were preempted come back to the front ({@code RequestBenchmark}). */
final class WaitingLine {
    private int[] ring = new int[64];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int first() {
        return ring[head];
    }

    int removeFirst() {
        int first = ring[head];
        head = (head + 1) & (ring.length - 1);
        size--;
        return first;
    }

    void addFirst(int request) {
        grow();
        head = (head - 1) & (ring.length - 1);
        ring[head] = request;
        size++;
    }

    void addLast(int request) {
        grow();
        ring[(head + size) & (ring.length - 1)] = request;
        size++;
    }

    private void grow() {
        if (size == ring.length) {
            int[] larger = new int[2 * size];
            int end = size - head;
            System.arraycopy(ring, head, larger, 0, end);
            System.arraycopy(ring, 0, larger, end, head);
            ring = larger;
            head = 0;
        }
    }
}
