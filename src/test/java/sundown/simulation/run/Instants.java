package sundown.simulation.run;

import sundown.timeline.TimelineStore.Publication;

/** Gives a publication its instants; a bug can give it others. */
public interface Instants {
    /** The publication that is stored. */
    Publication of(Publication next);
}
