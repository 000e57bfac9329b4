using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Cahier.House.Tests.Architecture;

/// <summary>One instruction of a method.</summary>
/// <param name="Code">What it does.</param>
/// <param name="Member">The type, field or method that it names, or none.</param>
internal readonly record struct Instruction(OpCode Code, MemberInfo? Member);

/// <summary>Reads what built methods call and use: what sources say in any wording, and nothing that they only mention.</summary>
internal static class Instructions
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(c => c.Value);

    /// <summary>The instructions of a method, none when it has no body.</summary>
    public static IEnumerable<Instruction> Of(MethodBase method)
    {
        var body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var at = 0;
        while (at < body.Length)
        {
            var code = body[at] == 0xFE ? Codes[unchecked((short)(0xFE00 | body[at + 1]))] : Codes[body[at]];
            at += code.Size;
            yield return new Instruction(code, IsMember(code) ? Resolve(method, BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at))) : null);
            at += Length(code.OperandType, body, at);
        }
    }

    private static bool IsMember(OpCode code) =>
        code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok;

    private static MemberInfo? Resolve(MethodBase method, int token) =>
        method.Module.ResolveMember(token, method.DeclaringType!.GetGenericArguments(), method is ConstructorInfo ? [] : method.GetGenericArguments());

    private static int Length(OperandType operand, byte[] body, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at))),
        _ => 4,
    };
}
