package sundown.timeline;

import java.util.Optional;

/** Where the timeline is kept, every version of it. */
public interface TimelineStore {
    /**
     * The version in force now, or the one that was a minute ago; a new deployment starts with the one that was
     * published with it.
     */
    Timeline inForce();

    /** The version in force, as it is after every change that came before. */
    Publication current();

    /**
     * A version that another has replaced, or is about to.
     *
     * @return nothing when there is none of this number: versions count up by one from what the deployment started from
     */
    Optional<Publication> replaced(int version);

    /**
     * Puts down what the deployment starts from, if nothing was put in force before. From then on it stays in force
     * whatever a later deployment comes with.
     *
     * @return false when something is in force already
     */
    boolean begin(Publication start);

    /**
     * Puts the next version in force, if the one that was read still is; it stays to be found as {@link #replaced}. A
     * write whose answer is lost may take itself for somebody faster: read again to know.
     *
     * @param next its version is the one after that which was read
     * @return false when somebody was faster; nothing has changed then
     */
    boolean publish(Publication read, Publication next);
}
