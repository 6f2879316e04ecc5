/** Region groups, their dates and the phase in which each is. */
package sundown.timeline;
