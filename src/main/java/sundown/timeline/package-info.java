/** The public notice as data: region groups, their dates, and the phase of each. */
package sundown.timeline;
