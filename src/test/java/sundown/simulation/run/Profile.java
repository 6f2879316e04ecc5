package sundown.simulation.run;

/**
 * How rough a world is; each figure is the average number of occasions between two mishaps, 0 for none.
 *
 * @param crash calls between two crashes
 * @param failure calls between two failures of a port
 * @param interlude calls between two moments at which somebody else does something
 * @param slow calls between two that take long
 * @param setback requests to the library between two that it does not let through
 * @param element items between two of which the library says something strange
 * @param lostEcho saves between two that succeed and look as if they had not
 * @param lostDeletion messages between two that come again although they were handled
 * @param loss misfortunes between two losses in a gallery
 * @param unreadable misfortunes between two transfers that cannot be read any more
 */
public record Profile(
        int crash,
        int failure,
        int interlude,
        int slow,
        int setback,
        int element,
        int lostEcho,
        int lostDeletion,
        int loss,
        int unreadable) {
    private static final Profile SMOOTH = new Profile(0, 0, 300, 0, 0, 0, 0, 0, 0, 0);
    private static final Profile CRASHES = new Profile(120, 0, 200, 400, 0, 60, 30, 20, 2, 0);
    private static final Profile LIBRARY = new Profile(0, 0, 200, 300, 40, 40, 0, 30, 2, 0);
    private static final Profile INTERRUPTIONS = new Profile(600, 600, 25, 200, 300, 300, 60, 20, 2, 0);
    private static final Profile ROUGH = new Profile(250, 250, 80, 200, 120, 100, 30, 15, 1, 12);

    public static Profile any(Chance chance) {
        return chance.pick(SMOOTH, CRASHES, LIBRARY, INTERRUPTIONS, ROUGH, ROUGH);
    }
}
