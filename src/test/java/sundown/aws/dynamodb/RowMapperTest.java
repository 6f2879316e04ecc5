package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.architecture.ProductClasses;
import sundown.failure.PermanentFailure;
import sundown.gallery.Tally;
import sundown.operator.Operator;

/** How records become rows, and that the native executable knows each of them. */
class RowMapperTest {
    private static final Instant AT = Instant.parse("2022-12-01T00:00:00.5Z");
    private static final RowMapper<Order> ORDERS = RowMapper.of(Order.class, Map.of("Order.number", "orderNumber"));

    record Order(
            UserId user,
            int number,
            Money price,
            Operator by,
            Tally size,
            State state,
            Parcel parcel,
            Optional<Parcel> second,
            List<Parcel> others,
            Map<Color, Instant> painted,
            Set<Integer> shelves,
            Set<Color> colors,
            Optional<ZoneOffset> clock) {}

    record Parcel(String label, Duration delay) {}

    enum Color {
        RED,
        BLUE
    }

    sealed interface State {
        record New() implements State {}

        sealed interface Over extends State {}

        record GivenUp(Instant at) implements Over {}
    }

    private static final Order FULL = new Order(
            new UserId("user-1"),
            7,
            Money.of(1_250, "EUR"),
            Operator.proven("op-1", "Zoë"),
            new Tally(3, 4_000_000_000L),
            new State.GivenUp(AT),
            new Parcel("first", Duration.ofMinutes(20)),
            Optional.of(new Parcel("second", Duration.ZERO)),
            List.of(new Parcel("third", Duration.ofMillis(1))),
            Map.of(Color.RED, AT),
            Set.of(1, 20),
            Set.of(Color.RED, Color.BLUE),
            Optional.of(ZoneOffset.ofHoursMinutes(5, 30)));

    private static final Order EMPTY = new Order(
            FULL.user(),
            7,
            FULL.price(),
            Operator.unproven("Zoë"),
            Tally.NONE,
            new State.New(),
            FULL.parcel(),
            Optional.empty(),
            List.of(),
            Map.of(),
            Set.of(),
            Set.of(),
            Optional.empty());

    @Test
    void writesEachComponentByItsType() {
        assertThat(ORDERS.write(FULL).attributes())
                .isEqualTo(Map.ofEntries(
                        Map.entry("userId", text("user-1")),
                        Map.entry("orderNumber", number("7")),
                        Map.entry("price", number("1250")),
                        Map.entry("priceCurrency", text("EUR")),
                        Map.entry("by", text("Zoë")),
                        Map.entry("bySubject", text("op-1")),
                        Map.entry("size", AttributeValue.fromL(List.of(number("3"), number("4000000000")))),
                        Map.entry("state", text("GIVEN_UP")),
                        Map.entry("at", number("1669852800.5")),
                        Map.entry("label", text("first")),
                        Map.entry("delay", number("1200")),
                        Map.entry("second", parcel("second", "0")),
                        Map.entry("others", AttributeValue.fromL(List.of(parcel("third", "0.001")))),
                        Map.entry("painted", AttributeValue.fromM(Map.of("RED", number("1669852800.5")))),
                        Map.entry("shelves", AttributeValue.fromNs(List.of("1", "20"))),
                        Map.entry("colors", AttributeValue.fromSs(List.of("BLUE", "RED"))),
                        Map.entry("clock", text("+05:30"))));
    }

    @Test
    void leavesOutWhatIsAbsentAndReadsItAsAbsent() {
        assertThat(ORDERS.write(EMPTY).attributes())
                .doesNotContainKeys("second", "shelves", "colors", "bySubject", "clock");
        assertThat(ORDERS.read(ORDERS.write(EMPTY).attributes())).isEqualTo(EMPTY);
    }

    @Test
    void readsWhatItWroteAndIgnoresOtherAttributes() {
        assertThat(ORDERS.read(ORDERS.write(FULL).text("writeId", "1").attributes()))
                .isEqualTo(FULL);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void refusesARowThatIsNotTheRecords(String attribute, Optional<AttributeValue> value) {
        Map<String, AttributeValue> row = new HashMap<>(ORDERS.write(FULL).attributes());
        value.ifPresentOrElse(present -> row.put(attribute, present), () -> row.remove(attribute));
        assertThatThrownBy(() -> ORDERS.read(row))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("a row cannot be read: order");
    }

    static Stream<Object[]> unreadable() {
        AttributeValue text = text("x");
        AttributeValue list = AttributeValue.fromL(List.of(number("1")));
        return Stream.of(
                new Object[] {"userId", Optional.empty()},
                new Object[] {"userId", Optional.of(text("no user"))},
                new Object[] {"userId", Optional.of(number("1"))},
                new Object[] {"orderNumber", Optional.of(text)},
                new Object[] {"orderNumber", Optional.of(number("1.5"))},
                new Object[] {"orderNumber", Optional.of(number("4000000000"))},
                new Object[] {"priceCurrency", Optional.of(text)},
                new Object[] {"size", Optional.of(list)},
                new Object[] {"size", Optional.of(AttributeValue.fromL(List.of(number("1"), text)))},
                new Object[] {"state", Optional.of(text("LOST"))},
                new Object[] {"at", Optional.empty()},
                new Object[] {"clock", Optional.of(text)},
                new Object[] {"second", Optional.of(text)},
                new Object[] {"second", Optional.of(AttributeValue.fromM(Map.of()))},
                new Object[] {"others", Optional.empty()},
                new Object[] {"others", Optional.of(list)},
                new Object[] {"painted", Optional.of(AttributeValue.fromM(Map.of("GREEN", number("1"))))},
                new Object[] {"painted", Optional.of(AttributeValue.fromM(Map.of("RED", text)))},
                new Object[] {"shelves", Optional.of(AttributeValue.fromSs(List.of("1")))},
                new Object[] {"shelves", Optional.of(text)},
                new Object[] {"colors", Optional.of(AttributeValue.fromSs(List.of("GREEN")))});
    }

    @Test
    void refusesANameForAComponentThatTheRecordDoesNotHave() {
        assertThatThrownBy(() -> RowMapper.of(Parcel.class, Map.of("Parcel.weight", "kg")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Parcel.weight");
    }

    @Test
    void theNativeExecutableKnowsEachRecordOfARow() {
        Set<Class<?>> registered = new HashSet<>();
        Set<Class<?>> needed = new HashSet<>();
        ProductClasses.ALL.stream()
                .filter(type -> type.isAnnotatedWith(RegisterForReflection.class)
                        || type.getPackageName().equals(RowMapper.class.getPackageName()))
                .map(type -> type.reflect())
                .forEach(type -> {
                    registered(type).forEach(known -> register(known, registered));
                    mappers(type).forEach(mapper -> needed.addAll(mapper.reflected()));
                });
        assertThat(needed).isNotEmpty();
        assertThat(registered).containsAll(needed);
    }

    private static Stream<Class<?>> registered(Class<?> annotated) {
        return Stream.ofNullable(annotated.getAnnotation(RegisterForReflection.class))
                .flatMap(targets ->
                        targets.targets().length == 0 ? Stream.of(annotated) : Arrays.stream(targets.targets()));
    }

    /** Quarkus registers what is nested, too. */
    private static void register(Class<?> known, Set<Class<?>> registered) {
        registered.add(known);
        Arrays.stream(known.getDeclaredClasses()).forEach(nested -> register(nested, registered));
    }

    private static Stream<RowMapper<?>> mappers(Class<?> store) {
        return Arrays.stream(store.getDeclaredFields())
                .filter(field -> field.getType() == RowMapper.class && Modifier.isStatic(field.getModifiers()))
                .map(RowMapperTest::mapper);
    }

    private static RowMapper<?> mapper(Field constant) {
        try {
            constant.setAccessible(true);
            return (RowMapper<?>) constant.get(null);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static AttributeValue parcel(String label, String delay) {
        return AttributeValue.fromM(Map.of("label", text(label), "delay", number(delay)));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue number(String value) {
        return AttributeValue.fromN(value);
    }
}
