package sundown.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeJars;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;

/** The classes of the product. To read them takes longer than most tests, so they are read once. */
public final class ProductClasses {
    /** The product, the command line, the local cloud, and the tests. */
    static final JavaClasses WITH_TESTS =
            new ClassFileImporter().withImportOption(new DoNotIncludeJars()).importPackages("sundown");

    public static final JavaClasses ALL =
            WITH_TESTS.that(DescribedPredicate.describe("are of the product", ProductClasses::isProduct));

    private ProductClasses() {}

    private static boolean isProduct(JavaClass candidate) {
        return new DoNotIncludeTests()
                .includes(Location.of(candidate.getSource().orElseThrow().getUri()));
    }
}
