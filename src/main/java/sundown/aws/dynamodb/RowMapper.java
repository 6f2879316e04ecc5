package sundown.aws.dynamodb;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.job.Job.JobId;
import sundown.milestone.Milestone;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/**
 * Maps records of one type to rows. A component is an attribute with the component's name, unless the mapper is told
 * another one. By type:
 *
 * <ul>
 *   <li>A whole number is a number. An instant is a decimal number of seconds since 1970, and a duration one of
 *       seconds.
 *   <li>A record with one component, such as an id, is this component. A pair of whole numbers, such as a tally, is a
 *       list. Each other record is spread: its components are attributes of the same row. For a name with a subject and
 *       an amount with a currency, the second attribute's name begins with the first one's.
 *   <li>A sealed state is an attribute with its name, and its components.
 *   <li>A list is a list, and a set a set. A map, and each record within a list, a map, or an optional component, is a
 *       map. An empty optional component, and an empty set, is no attribute.
 * </ul>
 *
 * <p>{@code @RegisterForReflection} must name the records and states of each mapper for the native executable.
 */
final class RowMapper<T> {
    /** The components that have the attribute of their record; those beside them add their own names to it. */
    private static final Map<Class<?>, String> MAIN = Map.of(Operator.class, "name", Money.class, "minorUnits");

    private static final Map<Class<?>, Form> SIMPLE = Map.ofEntries(
            Map.entry(String.class, Form.text(text -> text)),
            Map.entry(long.class, Form.number(BigDecimal::longValueExact)),
            Map.entry(Long.class, Form.number(BigDecimal::longValueExact)),
            Map.entry(int.class, Form.number(BigDecimal::intValueExact)),
            Map.entry(Integer.class, Form.number(BigDecimal::intValueExact)),
            Map.entry(boolean.class, new Form(flag -> AttributeValue.fromBool((Boolean) flag), AttributeValue::bool)),
            Map.entry(Boolean.class, new Form(flag -> AttributeValue.fromBool((Boolean) flag), AttributeValue::bool)),
            Map.entry(Instant.class, Form.seconds(instant -> (Instant) instant, instant -> instant)),
            Map.entry(
                    Duration.class,
                    Form.seconds(
                            length -> Instant.EPOCH.plus((Duration) length),
                            end -> Duration.between(Instant.EPOCH, end))),
            Map.entry(LocalDate.class, Form.text(LocalDate::parse)),
            Map.entry(ZoneId.class, Form.text(ZoneId::of)),
            Map.entry(ZoneOffset.class, Form.text(ZoneOffset::of)),
            Map.entry(URI.class, Form.text(URI::create)),
            Map.entry(Currency.class, Form.text(Currency::getInstance)),
            Map.entry(JobId.class, Form.text(JobId::of)),
            Map.entry(Milestone.class, Form.text(Milestone::of)));

    private final Class<T> type;
    private final String groupPrefix;
    private final Map<String, String> names;
    private final Set<String> unused;
    private final Set<Class<?>> reflected = new HashSet<>();
    private final Spread record;

    private RowMapper(Class<T> type, String groupPrefix, Map<String, String> names) {
        this.type = type;
        this.groupPrefix = groupPrefix;
        this.names = names;
        this.unused = new HashSet<>(names.keySet());
        this.record = spread(type, "");
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("a row of " + type.getSimpleName() + " has no " + unused);
        }
    }

    /** A mapper that names each attribute after its component. */
    static <T extends Record> RowMapper<T> of(Class<T> type) {
        return of(type, Map.of());
    }

    /**
     * A mapper that names some attributes otherwise.
     *
     * @param names the name for {@code Record.component}
     */
    static <T extends Record> RowMapper<T> of(Class<T> type, Map<String, String> names) {
        return new RowMapper<>(type, "", names);
    }

    /**
     * A mapper for rows of groups: the key of each is its group after a prefix.
     *
     * @param prefix with a hyphen, which no group id has
     */
    static <T extends Record> RowMapper<T> ofGroups(String prefix, Class<T> type, Map<String, String> names) {
        return new RowMapper<>(type, prefix, names);
    }

    /** The key of a group's row. */
    Map<String, AttributeValue> key(GroupId group) {
        return Table.key("group", groupPrefix + group);
    }

    /** The records and the sealed types that the native executable must have registered. */
    Set<Class<?>> reflected() {
        return Set.copyOf(reflected);
    }

    /** The row of a record, to which attributes can be added. */
    RowWriter write(T value) {
        RowWriter row = new RowWriter();
        record.write(value, row);
        return row;
    }

    /** Reads the record in a row, which may have other attributes too. */
    T read(Map<String, AttributeValue> attributes) {
        return Row.read(words(type, " ").toLowerCase(Locale.ROOT), attributes, row -> type.cast(record.read(row)));
    }

    /**
     * A value that is one attribute.
     *
     * @param write gives null for a value that is no attribute
     * @param read gives null for an attribute of another type
     * @param absent the value without an attribute; null if there must be one
     */
    private record Form(Function<Object, AttributeValue> write, Function<AttributeValue, Object> read, Object absent) {
        Form(Function<Object, AttributeValue> write, Function<AttributeValue, Object> read) {
            this(write, read, null);
        }

        static Form text(Function<String, Object> parse) {
            return text("", parse);
        }

        static Form text(String prefix, Function<String, Object> parse) {
            return new Form(
                    value -> AttributeValue.fromS(prefix + value),
                    present(AttributeValue::s, text -> parse.apply(text.substring(prefix.length()))));
        }

        static Form number(Function<BigDecimal, Object> exact) {
            return new Form(
                    value -> AttributeValue.fromN(value.toString()),
                    present(AttributeValue::n, number -> exact.apply(new BigDecimal(number))));
        }

        static Form seconds(Function<Object, Instant> write, Function<Instant, Object> read) {
            return new Form(
                    value -> AttributeValue.fromN(RowWriter.seconds(write.apply(value))),
                    present(AttributeValue::n, number -> read.apply(Row.instant(new BigDecimal(number)))));
        }

        private static <A> Function<AttributeValue, Object> present(
                Function<AttributeValue, A> attribute, Function<A, Object> parse) {
            return value ->
                    Optional.ofNullable(attribute.apply(value)).map(parse).orElse(null);
        }

        Object required(String name, AttributeValue value) {
            return Row.required(name, Optional.ofNullable(value == null ? absent : read.apply(value)));
        }
    }

    /** A component, in one attribute or several. */
    private sealed interface Part {
        void write(Object value, RowWriter row);

        Object read(Row row);
    }

    private record Attribute(String name, Form form) implements Part {
        @Override
        public void write(Object value, RowWriter row) {
            Optional.ofNullable(form.write().apply(value)).ifPresent(present -> row.put(name, present));
        }

        @Override
        public Object read(Row row) {
            return form.required(name, row.attributes().get(name));
        }
    }

    /** A record whose components are attributes of the same row. */
    private record Spread(Constructor<?> constructor, List<Method> accessors, List<Part> parts) implements Part {
        @Override
        public void write(Object value, RowWriter row) {
            for (int index = 0; index < parts.size(); index++) {
                parts.get(index).write(component(index, value), row);
            }
        }

        @Override
        public Object read(Row row) {
            return make(parts.stream().map(part -> part.read(row)).toArray());
        }

        Object component(int index, Object value) {
            return invoke(() -> accessors.get(index).invoke(value));
        }

        Object make(Object... components) {
            return invoke(() -> constructor.newInstance(components));
        }

        Form nested() {
            return new Form(
                    value -> {
                        RowWriter row = new RowWriter();
                        write(value, row);
                        return AttributeValue.fromM(row.attributes());
                    },
                    value -> value.hasM() ? read(new Row(value.m())) : null);
        }
    }

    /** A state of several: its name, and its components. */
    private record State(String name, Map<String, Spread> states) implements Part {
        @Override
        public void write(Object value, RowWriter row) {
            String state = stateName(value.getClass());
            row.text(name, state);
            states.get(state).write(value, row);
        }

        @Override
        public Object read(Row row) {
            return Row.required(name, row.optionalText(name).map(states::get)).read(row);
        }
    }

    /** A call by reflection. */
    private interface Call {
        Object make() throws ReflectiveOperationException;
    }

    /** Throws what the record itself throws. */
    private static Object invoke(Call call) {
        try {
            return call.make();
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() instanceof RuntimeException own ? own : new IllegalStateException(thrown);
        } catch (ReflectiveOperationException unregistered) {
            throw new IllegalStateException("a record is not registered for reflection", unregistered);
        }
    }

    private Spread spread(Class<?> spread, String parent) {
        reflected.add(spread);
        RecordComponent[] components = spread.getRecordComponents();
        return new Spread(
                constructor(spread, components),
                Arrays.stream(components).map(RowMapper::accessor).toList(),
                Arrays.stream(components)
                        .map(component -> part(attribute(spread, component, parent), component.getGenericType()))
                        .toList());
    }

    private static Constructor<?> constructor(Class<?> spread, RecordComponent... components) {
        try {
            Constructor<?> canonical = spread.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException unregistered) {
            throw new IllegalStateException(spread + " is not registered for reflection", unregistered);
        }
    }

    private static Method accessor(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return accessor;
    }

    private String attribute(Class<?> spread, RecordComponent component, String parent) {
        String name = component.getName();
        String key = spread.getSimpleName() + "." + name;
        unused.remove(key);
        if (MAIN.containsKey(spread)) {
            return name.equals(MAIN.get(spread)) ? parent : parent + capitalized(name);
        }
        return names.getOrDefault(key, component.getType() == UserId.class ? "userId" : name);
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private Part part(String name, Type component) {
        Class<?> raw = raw(component);
        if (raw == Optional.class) {
            return new Attribute(name, optional(value(argument(component, 0))));
        }
        if (raw == Set.class) {
            return new Attribute(name, setOf(value(argument(component, 0))));
        }
        if (raw.isSealed()) {
            reflected.add(raw);
            return new State(
                    name, states(raw).collect(Collectors.toMap(RowMapper::stateName, state -> spread(state, name))));
        }
        if (raw == GroupId.class) {
            return new Attribute(name, Form.text(groupPrefix, GroupId::new));
        }
        return simple(component).<Part>map(form -> new Attribute(name, form)).orElseGet(() -> spread(raw, name));
    }

    private static Stream<Class<?>> states(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(state -> state.isSealed() ? states(state) : Stream.of(state));
    }

    private static String stateName(Class<?> state) {
        return words(state, "_").toUpperCase(Locale.ROOT);
    }

    private static String words(Class<?> named, String separator) {
        return named.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", separator);
    }

    private Form value(Type component) {
        return simple(component).orElseGet(() -> spread(raw(component), "").nested());
    }

    /** DynamoDB has no map by numbers. */
    private Form key(Type component) {
        return component == Integer.class ? Form.text(Integer::valueOf) : value(component);
    }

    /** The form of a value that is no spread record. */
    private Optional<Form> simple(Type component) {
        Class<?> raw = raw(component);
        if (SIMPLE.containsKey(raw)) {
            return Optional.of(SIMPLE.get(raw));
        }
        if (raw.isEnum()) {
            return Optional.of(oneOf(raw));
        }
        if (raw == List.class) {
            return Optional.of(listOf(value(argument(component, 0))));
        }
        if (raw == Map.class) {
            return Optional.of(mapOf(key(argument(component, 0)), value(argument(component, 1))));
        }
        RecordComponent[] components = raw.getRecordComponents();
        if (components.length == 1) {
            return Optional.of(wrapped(spread(raw, ""), value(components[0].getGenericType())));
        }
        return isPair(components) ? Optional.of(pair(spread(raw, ""), SIMPLE.get(long.class))) : Optional.empty();
    }

    private static boolean isPair(RecordComponent... components) {
        return components.length == 2
                && Arrays.stream(components).allMatch(component -> component.getType() == long.class);
    }

    private static Form oneOf(Class<?> constants) {
        Map<String, Object> byName = Arrays.stream(constants.getEnumConstants())
                .collect(Collectors.toMap(constant -> ((Enum<?>) constant).name(), constant -> constant));
        return new Form(
                constant -> AttributeValue.fromS(((Enum<?>) constant).name()),
                value -> value.s() == null ? null : byName.get(value.s()));
    }

    private static Form wrapped(Spread only, Form form) {
        return new Form(
                value -> form.write().apply(only.component(0, value)),
                value -> Optional.ofNullable(form.read().apply(value))
                        .map(component -> only.make(component))
                        .orElse(null));
    }

    private static Form pair(Spread pair, Form number) {
        return new Form(
                value -> AttributeValue.fromL(Stream.of(pair.component(0, value), pair.component(1, value))
                        .map(number.write())
                        .toList()),
                value -> value.l().size() == 2
                        ? pair.make(value.l().stream().map(number.read()).toArray())
                        : null);
    }

    private static Form optional(Form form) {
        return new Form(
                value -> ((Optional<?>) value).map(form.write()).orElse(null),
                value -> Optional.ofNullable(form.read().apply(value))
                        .map(Optional::of)
                        .orElse(null),
                Optional.empty());
    }

    /** DynamoDB stores no empty set. */
    private static Form setOf(Form element) {
        return new Form(
                value -> setAttribute(
                        ((Set<?>) value).stream().map(element.write()).toList()),
                value -> elements(value)
                        .map(one -> element.required("an element", one))
                        .collect(Collectors.toUnmodifiableSet()),
                Set.of());
    }

    private static AttributeValue setAttribute(List<AttributeValue> elements) {
        if (elements.isEmpty()) {
            return null;
        }
        return elements.getFirst().n() == null
                ? AttributeValue.fromSs(
                        elements.stream().map(AttributeValue::s).sorted().toList())
                : AttributeValue.fromNs(
                        elements.stream().map(AttributeValue::n).sorted().toList());
    }

    private static Stream<AttributeValue> elements(AttributeValue set) {
        return switch (set.type()) {
            case NS -> set.ns().stream().map(AttributeValue::fromN);
            case SS -> set.ss().stream().map(AttributeValue::fromS);
            default -> throw new IllegalArgumentException("a set is of another type");
        };
    }

    private static Form listOf(Form element) {
        return new Form(
                value -> AttributeValue.fromL(
                        ((List<?>) value).stream().map(element.write()).toList()),
                value -> value.hasL()
                        ? value.l().stream()
                                .map(one -> element.required("an element", one))
                                .toList()
                        : null);
    }

    private static Form mapOf(Form key, Form element) {
        return new Form(
                value -> AttributeValue.fromM(((Map<?, ?>) value)
                        .entrySet().stream()
                                .collect(Collectors.toMap(
                                        entry -> key.write()
                                                .apply(entry.getKey())
                                                .s(),
                                        entry -> element.write().apply(entry.getValue())))),
                value -> value.hasM() ? read(value.m(), key, element) : null);
    }

    private static Map<Object, Object> read(Map<String, AttributeValue> attributes, Form key, Form element) {
        Map<Object, Object> map = new HashMap<>();
        attributes.forEach((name, value) ->
                map.put(key.required(name, AttributeValue.fromS(name)), element.required(name, value)));
        return map;
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameterized ? raw(parameterized.getRawType()) : (Class<?>) type;
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
