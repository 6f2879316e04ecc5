package sundown.golden;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.contract.SampleTransfers;
import sundown.media.Choice;
import sundown.media.Choice.Selection;
import sundown.media.MediaType;
import sundown.runtime.Records;
import sundown.timeline.GroupId;
import sundown.transfer.InventoryStore.Inventory.Undated;
import sundown.transfer.Progress.Counts;

/**
 * Samples of a type: one with every part filled in, and for each part one that differs in this part alone, in every
 * state, constant, and absence that the part can have. Numbers, times, and ids occur only once, so that no two parts
 * can be exchanged unnoticed.
 */
final class Samples {
    static final UserId USER = new UserId("user-1");
    static final GroupId GROUP = new GroupId("1");
    static final Instant NOW = SampleTransfers.NOW;

    /** The name of the sample with every part. */
    static final String FULL = "full";

    private static final Map<Class<?>, Object> GIVEN = Map.of(
            UserId.class,
            USER,
            GroupId.class,
            GROUP,
            Region.class,
            new Region("IN"),
            Money.class,
            Money.of(3_500, "KWD"),
            Counts.class,
            SampleTransfers.halfWay(USER).counts(),
            URI.class,
            URI.create("https://example.com/upload?id=1"),
            ZoneId.class,
            ZoneId.of("Asia/Kolkata"),
            ZoneOffset.class,
            ZoneOffset.ofHours(2),
            Undated.class,
            new Undated(3_000, 200, 10),
            Choice.class,
            Choice.of(selection(1987), Optional.of(true)).further(selection(2019), Optional.of(false)));

    /** Ids of all forms, with a number in each. */
    private static final List<String> IDS = List.of(
            "%024x",
            "%040x",
            "%064x",
            "exports-opened@2026-11-24T00:00:%02dZ",
            "2026-11-24T18:30:15.0000000%02dZ#call",
            "en-%d");

    private final Map<String, Object> parts;
    private int last;

    private static Selection selection(int year) {
        return new Selection(
                Set.of("Été " + year), Set.of(year, 0), Optional.of(MediaType.Kind.VIDEO), Optional.of(true));
    }

    private Samples(Map<String, Object> parts) {
        this.parts = parts;
    }

    /** One of the values that a part can have; the name says how it differs from the first. */
    private record Value(String name, Object value) {
        Value in(String whole) {
            return new Value((whole + " " + name).strip(), value);
        }
    }

    /** The samples of a type by their names. */
    static <T> Map<String, T> of(Class<T> type) {
        return of(type, Map.of());
    }

    /** The samples of a record with these values as the components of these names. */
    static <T> Map<String, T> of(Class<T> type, Map<String, Object> parts) {
        Map<String, T> all = new TreeMap<>();
        new Samples(parts)
                .values(type, "")
                .forEach(sample -> all.put(sample.name().isEmpty() ? FULL : sample.name(), type.cast(sample.value())));
        return all;
    }

    private List<Value> values(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            return containers(generic, name);
        }
        Class<?> plain = (Class<?>) type;
        if (GIVEN.containsKey(plain)) {
            return List.of(new Value("", GIVEN.get(plain)));
        }
        if (plain.isEnum()) {
            return Stream.of(plain.getEnumConstants())
                    .map(constant -> new Value(((Enum<?>) constant).name(), constant))
                    .toList();
        }
        if (plain.isSealed()) {
            return Stream.of(plain.getPermittedSubclasses())
                    .flatMap(kind -> values(kind, name).stream()
                            .map(value -> kind.isSealed() ? value : value.in(kind.getSimpleName())))
                    .toList();
        }
        if (plain.isRecord()) {
            return isId(plain) ? List.of(new Value("", id(plain))) : records(plain);
        }
        return plain == boolean.class || plain == Boolean.class
                ? List.of(new Value("", true), new Value("false", false))
                : List.of(new Value("", simple(plain, name)));
    }

    private Object simple(Class<?> type, String name) {
        if (type == String.class) {
            return name + (name.equals("name") ? " é📷 " : "-") + number();
        }
        if (type == Instant.class) {
            return NOW.plusSeconds(number());
        }
        if (type == Duration.class) {
            return Duration.ofMinutes(number());
        }
        int number = name.equals("version") ? 0 : number();
        return type == int.class || type == Integer.class ? (Object) number : (Object) (long) number;
    }

    private int number() {
        last++;
        return last;
    }

    private List<Value> containers(ParameterizedType type, String name) {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            values(of[0], name).forEach(key -> map.put(key.value(), first(of[1], name)));
            return List.of(new Value("", map), new Value("empty", Map.of()));
        }
        List<Value> inner = values(of[0], name);
        if (type.getRawType() == Optional.class) {
            return Stream.concat(
                            inner.stream().map(value -> new Value(value.name(), Optional.of(value.value()))),
                            Stream.of(new Value("absent", Optional.empty())))
                    .toList();
        }
        List<Object> all = inner.stream().map(Value::value).toList();
        return type.getRawType() == Set.class
                ? List.of(new Value("", new HashSet<>(all)), new Value("empty", Set.of()))
                : List.of(new Value("", all), new Value("empty", List.of()));
    }

    private Object first(Type type, String name) {
        return values(type, name).getFirst().value();
    }

    private List<Value> records(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<List<Value>> values = Stream.of(components).map(this::valuesOf).toList();
        Object[] full = values.stream().map(List::getFirst).map(Value::value).toArray();
        Stream<Value> changed = IntStream.range(0, components.length)
                .boxed()
                .flatMap(index -> values.get(index).stream()
                        .skip(1)
                        .map(value -> new Value(
                                components[index].getName() + " " + value.name(),
                                with(type, full, index, value.value()))));
        return Stream.concat(Stream.of(new Value("", Records.of(type, full))), changed)
                .toList();
    }

    private List<Value> valuesOf(RecordComponent component) {
        return parts.containsKey(component.getName())
                ? List.of(new Value("", parts.get(component.getName())))
                : values(component.getGenericType(), component.getName());
    }

    private static Object with(Class<?> type, Object[] full, int index, Object value) {
        Object[] changed = full.clone();
        changed[index] = value;
        return Records.of(type, changed);
    }

    private static boolean isId(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return components.length == 1 && components[0].getType() == String.class;
    }

    /** The first id that the record takes. */
    private Object id(Class<?> type) {
        int number = number();
        return IDS.stream()
                .map(form -> form.formatted(number))
                .flatMap(text -> taken(type, text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no id is a " + type));
    }

    private static Stream<Object> taken(Class<?> type, String text) {
        try {
            return Stream.of(Records.of(type, text));
        } catch (IllegalArgumentException refused) {
            return Stream.empty();
        }
    }
}
