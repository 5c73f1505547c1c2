/** The rules of the house as tests: which room may import which, what keeps answers the same everywhere, how code is cut. */
package org.chokepoint.architecture;
