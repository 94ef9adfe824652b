/** For pages that begin with an account: see the file. */
import '../protocols/whole-readers'
