package sundown.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Time, chance and output come in from outside, so that a test decides on them. */
class TimeAndChanceTest {
    private static final Set<String> SOURCES_OF_CHANCE = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom",
            "java.util.random.RandomGeneratorFactory");

    @Test
    void timeComesFromTheClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("sundown.runtime")
                .should()
                .accessTargetWhere(described("it tells the time by itself", TimeAndChanceTest::tellsTheTime))
                .check(ProductClasses.ALL);
    }

    @Test
    void chanceComesFromTheGenerator() {
        noClasses()
                .that()
                .resideOutsideOfPackage("sundown.runtime")
                .should()
                .accessTargetWhere(described("it throws dice by itself", TimeAndChanceTest::throwsDice))
                .check(ProductClasses.ALL);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .accessTargetWhere(
                        described("it sleeps", access -> nameOf(access).equals("sleep")))
                .check(ProductClasses.ALL);
    }

    @Test
    void nothingIsPrinted() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(ProductClasses.ALL);
    }

    @Test
    void nothingIsInjectedIntoAField() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(ProductClasses.ALL);
    }

    @Test
    void nothingStaticChanges() {
        fields().that().areStatic().should().beFinal().check(ProductClasses.ALL);
    }

    private static boolean tellsTheTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = nameOf(access);
        return (owner.startsWith("java.time.") && name.equals("now"))
                || (owner.equals(Clock.class.getName()) && (name.startsWith("system") || name.startsWith("tick")))
                || (owner.equals(System.class.getName())
                        && Set.of("nanoTime", "currentTimeMillis").contains(name));
    }

    private static boolean throwsDice(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = nameOf(access);
        return SOURCES_OF_CHANCE.contains(owner)
                || (owner.equals(UUID.class.getName()) && name.equals("randomUUID"))
                || (owner.equals(Math.class.getName()) && name.equals("random"))
                || (owner.equals("java.util.random.RandomGenerator")
                        && Set.of("of", "getDefault").contains(name));
    }

    private static String nameOf(JavaAccess<?> access) {
        return access.getTarget().getName();
    }

    private static DescribedPredicate<JavaAccess<?>> described(String description, Predicate<JavaAccess<?>> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }
}
