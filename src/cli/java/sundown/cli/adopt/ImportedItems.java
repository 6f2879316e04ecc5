package sundown.cli.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.ObjectKey;

/** The items of a finished import, for other commands. */
public final class ImportedItems {
    private ImportedItems() {}

    /**
     * Reads all of them, one by one.
     *
     * @param folder of the import
     * @param items takes each item's user and the key of its object
     * @throws IllegalArgumentException with a sentence for the user when no import is finished there
     */
    public static void read(Path folder, BiConsumer<UserId, ObjectKey> items) throws IOException {
        int parts = ImportFolder.finished(new LocalPlace(folder)).parts();
        for (int part = 0; part < parts; part++) {
            try (Stream<String> lines =
                    RowFile.lines(new LocalPlace(folder.resolve(ImportFolder.file(Table.ITEMS.toString(), part))))) {
                lines.forEach(line -> {
                    JsonNode item = RowJson.tree(line).path(RowJson.ITEM);
                    items.accept(
                            new UserId(RowJson.text(item, "userId")), new ObjectKey(RowJson.text(item, "objectKey")));
                });
            }
        }
    }
}
