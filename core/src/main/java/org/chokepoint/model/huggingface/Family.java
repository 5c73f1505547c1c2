package org.chokepoint.model.huggingface;

import org.chokepoint.model.Network;

/** Reads the configs of one shape of model family. */
interface Family {
    Network read(Config config);
}
