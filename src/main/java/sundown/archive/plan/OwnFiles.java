package sundown.archive.plan;

import java.util.regex.Pattern;

/** The names of the files that Sundown writes into an archive; they lie beside the folders. */
final class OwnFiles {
    static final String README = "README.txt";
    static final String ITEMS = "items.csv";

    private static final Pattern FOLDED = Pattern.compile("readme\\.txt|items\\.csv|left-out-[0-9]+\\.csv");

    private OwnFiles() {}

    static String leftOut(int volume) {
        return "left-out-" + volume + ".csv";
    }

    /**
     * Whether something else would stand in the way of such a file, also of one that a volume may get later.
     *
     * @param path as {@link NameFolding} gives it
     */
    static boolean include(String path) {
        return FOLDED.matcher(path).matches();
    }
}
