/**
 * Who computes which token: routers of a mixture of experts as algorithms, run over affinities that drift, and the loads of experts
 * and ranks that come out. Sources: Wang et al. 2024 (arXiv 2408.15664), DeepSeek-V3 Technical Report, sections 2.1.2 and 4.5.3
 * (arXiv 2412.19437); the rest is derived in {@code docs/model/routing.md}. Neglected: what a router does to the quality of a
 * model beside the affinity that it gives away, experts that learn from the tokens they get, layers that differ.
 */
package org.chokepoint.routing;
