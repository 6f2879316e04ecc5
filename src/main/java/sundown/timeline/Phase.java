package sundown.timeline;

/** How far the end of a region group has come. */
public enum Phase {
    /** Nothing has been announced. */
    RUNNING,
    /** The end is announced; exports are not open yet. */
    ANNOUNCED,
    /** Users can transfer and download. */
    EXPORTS_OPEN,
    /** Exports have ended; what is left will be deleted. */
    CLOSED
}
