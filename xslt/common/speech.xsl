<?xml version="1.0" encoding="UTF-8"?>
<!-- Speech that was recorded (TEI chapters 7 and 8): who speaks, and what the record says between the speeches. -->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:c="https://tei-edition.org/ns/xslt/common"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Who speaks, by name where the document says who that is; empty where the text names the speaker itself. Of a
       speech in a play whose speaker is not told only a name is worth a line. -->
  <xsl:function name="c:speaker" as="xs:string?">
    <xsl:param name="speech" as="element()"/>
    <xsl:variable name="names" as="xs:string*" select="
        if ($speech/speaker) then () else for $pointer in tokenize($speech/@who) return
          (key('c:named', replace($pointer, '^.*[#:]', ''), root($speech))/(persName, orgName, name, role)[normalize-space()][1] ! c:name(.),
           translate($pointer, '#', '')[not($speech/self::sp)])[1]"/>
    <xsl:sequence select="string-join($names, ', ')[.]"/>
  </xsl:function>

</xsl:stylesheet>
