package sundown.local.emulators;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The changes of all tables that have a stream, told to the listeners from then on. Those of a row arrive in the order
 * in which they were made.
 */
public final class TableChanges {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, List<Consumer<TableChange>>> listeners = new ConcurrentHashMap<>();

    /** Tells a listener, which must not wait, each change of a table from now on. */
    public void listen(String table, Consumer<TableChange> listener) {
        listeners
                .computeIfAbsent(table, ignored -> new CopyOnWriteArrayList<>())
                .add(listener);
    }

    /** Tells a listener nothing more. */
    public void leave(String table, Consumer<TableChange> listener) {
        listeners.getOrDefault(table, List.of()).remove(listener);
    }

    /** Takes a change as dynalite prints it. */
    void tell(String line) {
        TableChange change = read(line);
        listeners.getOrDefault(change.table(), List.of()).forEach(listener -> listener.accept(change));
    }

    private TableChange read(String line) {
        try {
            return json.readValue(line, TableChange.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("dynalite printed a change that cannot be read", e);
        }
    }
}
