import ByteInput
import Testing

@Test("Plain hex, which is pasted most often, is read")
func plainHex() throws {
  #expect(try ByteInput.decode(Array("81 85 37 fa".utf8)).bytes == [0x81, 0x85, 0x37, 0xfa])
}
