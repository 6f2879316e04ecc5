package sundown.cli.adopt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The items of a finished import, for other commands. */
public final class ImportedItems {
    private ImportedItems() {}

    /**
     * Names the function of SQL that reads all of them, each as a line of JSON.
     *
     * @param folder of the import
     * @throws IllegalArgumentException with a sentence for the user when no import is finished there
     */
    public static void register(DuckDb engine, String name, Path folder) throws IOException {
        Place place = new LocalPlace(folder);
        int parts = ImportFolder.finished(place).parts();
        ExportedRows.register(
                engine, name, List.of("json"), files(place, Table.ITEMS, parts), LineReader::new, _ -> {});
    }

    /** The files of a table's parts. */
    static List<Source> files(Place folder, Table table, int parts) throws IOException {
        List<Source> files = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            folder.child(ImportFolder.file(table.toString(), part)).find().ifPresent(files::add);
        }
        return files;
    }
}
