/**
 * Strategies as configuration files of torchtitan. {@link org.chokepoint.training.torchtitan.TorchtitanText} writes a layout in TOML;
 * what torchtitan has no key for, or runs only under a condition that the layout breaks, stands in comments. Source: {@code
 * torchtitan/config/job_config.py}, {@code torchtitan/distributed} and {@code docs} of pytorch/torchtitan as of December
 * 2025; that this is release 0.2.1 is concluded from its date. Neglected: its selective recomputation, which keeps every other product and
 * has no counterpart among the parts of a layer.
 */
package org.chokepoint.training.torchtitan;
