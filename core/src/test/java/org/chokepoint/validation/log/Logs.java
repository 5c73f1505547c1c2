package org.chokepoint.validation.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Logs made up in the forms of several generations. */
final class Logs {
    private Logs() {}

    static MegatronLog read(String name) {
        try (InputStream in = Logs.class.getResourceAsStream(name)) {
            return MegatronLog.read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Readings of these milliseconds, ten iterations apart. */
    static MegatronLog of(double... milliseconds) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (double each : milliseconds) {
            number += 10;
            text.append(" iteration ").append(number).append("/ 1000 | elapsed time per iteration (ms): ");
            text.append(each).append(" | global batch size: 64 |\n");
        }
        return MegatronLog.read("made.log", text.toString());
    }
}
