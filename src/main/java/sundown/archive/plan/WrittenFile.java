package sundown.archive.plan;

/**
 * A file that Sundown writes for the user and that a volume contains.
 *
 * @param name as in {@link Source.Written}
 */
public record WrittenFile(String name, String text) {
    @Override
    public String toString() {
        return "WrittenFile[" + name + "]";
    }
}
