import com.thoughtworks.xstream.XStream;
import java.lang.reflect.Field;
import org.apache.jmeter.JMeter;
import org.apache.jmeter.save.SaveService;
import org.apache.jmeter.util.JMeterUtils;

/**
 * Starts JMeter 2.13 as Debian packages it. Its XStream refuses to load JMeter's own classes from a test plan; this allows
 * them and then starts JMeter as usual. Not needed with JMeter from its own site (use `jmeter` there).
 */
public final class StartJMeter {
  public static void main(String[] arguments) throws Exception {
    String home = System.getProperty("jmeter.home");
    JMeterUtils.loadJMeterProperties(home + "/bin/jmeter.properties");
    JMeterUtils.setJMeterHome(home);
    for (String name : new String[] {"JMXSAVER", "JTLSAVER"}) {
      Field saver = SaveService.class.getDeclaredField(name);
      saver.setAccessible(true);
      ((XStream) saver.get(null)).allowTypesByWildcard(new String[] {"org.apache.jmeter.**", "org.apache.jorphan.**"});
    }
    new JMeter().start(arguments);
  }
}
