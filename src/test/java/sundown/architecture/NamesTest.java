package sundown.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.funqy.Funq;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Names say what a thing is; the local cloud and the tests are no exception. */
class NamesTest {
    private static final String SAYS_NOTHING = ".*(Impl|Manager|Helper|Utils?|Base|Data)";
    private static final String FUNCTION = "Function";

    @Test
    void noNameSaysNothing() {
        noClasses().should().haveNameMatching(SAYS_NOTHING).check(ProductClasses.WITH_TESTS);
    }

    @Test
    void functionsAreExportedUnderTheNameOfTheirClass() {
        methods()
                .that()
                .areAnnotatedWith(Funq.class)
                .should(beNamedLikeTheirClass())
                .check(ProductClasses.WITH_TESTS);
    }

    @Test
    void testsDoNotSleep() {
        noClasses()
                .that(DescribedPredicate.describe("are tests", NamesTest::isTest))
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .check(ProductClasses.WITH_TESTS);
    }

    private static boolean isTest(JavaClass candidate) {
        return !candidate.getPackageName().startsWith("sundown.local")
                || candidate.getName().matches(".*(Test|IT)(\\$.*)?");
    }

    private static ArchCondition<JavaMethod> beNamedLikeTheirClass() {
        return new ArchCondition<>("be exported as the kebab case of StartTransferFunction: start-transfer") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                String exported = method.getAnnotationOfType(Funq.class).value();
                String owner = method.getOwner().getSimpleName();
                boolean same = owner.endsWith(FUNCTION) && kebabCase(owner).equals(exported + "-function");
                events.add(new SimpleConditionEvent(method, same, owner + " is exported as " + exported));
            }
        };
    }

    private static String kebabCase(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
