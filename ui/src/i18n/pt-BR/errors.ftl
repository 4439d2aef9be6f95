# O que deu errado e o que fazer agora.
error-no-book = Nenhum livro está aberto.
error-not-found = Isto não existe mais. Pode ter sido desfeito ou removido.
error-invalid-email = Isto não é um endereço de e-mail.
error-email-taken = Outro membro já tem este e-mail.
error-merged = { $name } foi mesclado com { $into }. Para ter os dois de novo, desfaça a mesclagem.
error-in-trash = { $name } está na lixeira. Restaure primeiro.
error-missing-title = Dê um nome.
error-title-taken = Já existe um com este nome.
error-cohort-in-use =
    { $members ->
        [one] { $members } membro está em { $title }
       *[other] { $members } membros estão em { $title }
    }{ $trashed ->
        [0] . Mova-os antes para outra turma.
       *[other] , dos quais { $trashed } na lixeira. Restaure esses e depois mova todos para outra turma.
    }
error-invalid-day = Isto não é um dia do calendário.
error-ends-before-start = O acesso terminaria antes de começar. Escolha um fim mais tarde ou um início mais cedo.
error-not-a-book = Este arquivo não é um livro do Rollbook. Ele não foi alterado.
error-damaged-book = Este livro está danificado. Ele não foi alterado; restaure uma cópia da pasta de cópias.
error-newer-book = Este livro foi feito por um Rollbook mais novo. Atualize o Rollbook para abri-lo.
error-book-locked = Outro Rollbook está com este livro aberto: uma janela ou um comando. Feche-o lá e abra de novo.
error-book-replaced = Outro arquivo tomou o lugar deste livro, talvez por um programa que sincroniza a pasta. Nada foi gravado. Feche-o: tudo o que há nele vai então para as cópias de segurança.
error-book-read-only = Este livro é somente leitura, então nada pode ser gravado. Verifique as permissões ou copie o arquivo.
error-book-missing = Não há mais um arquivo neste lugar. A unidade pode estar desconectada.
error-exists = Já existe um arquivo neste lugar. Escolha outro nome.
error-permission = Você não pode ler ou gravar este arquivo ou pasta.
error-folder-missing = Esta pasta não existe mais. Escolha outra; nada foi gravado.
error-file-in-use = Outro programa está com este arquivo aberto. Feche-o lá ou escolha outro nome.
error-disk-full = O disco está cheio. Nada foi gravado.
error-io = O disco recusou. Nada foi gravado.
error-file-empty = O arquivo está vazio.
error-file-is-directory = Isto é uma pasta. Escolha um arquivo.
error-file-binary = Isto não é um arquivo de texto. Exporte a lista como CSV e importe-a.
error-file-no-rows = O arquivo tem cabeçalho, mas nenhuma linha.
error-too-many-columns = O arquivo tem colunas demais.
error-record-too-long = Uma linha do arquivo é longa demais. Pode faltar uma aspa.
error-no-identity-column = Escolha a coluna que tem o e-mail.
error-no-subject = Escolha o curso ou produto do arquivo.
error-no-day-column = Escolha a coluna que tem as datas.
error-no-progress-column = Escolha as colunas que dizem o que os membros fizeram.
error-no-score-column = Escolha as colunas da prova e da nota.
error-roster-unsure = { $missing } de { $holders } faltam no arquivo. Confirme esse número antes.
error-plan-stale = O livro mudou nesse meio-tempo. Revise as linhas de novo.
error-cancelled = Cancelado. Nada foi gravado.
error-nothing-to-undo = Não há nada para desfazer.
error-nothing-to-redo = Não há nada para refazer.
error-already-undone = Isto já foi desfeito.
error-bad-request = Não é possível: o pedido não foi entendido.
error-unknown-command = Este Rollbook não sabe fazer isso.
error-forbidden = Você não pode fazer isso.
error-internal = Algo deu errado dentro do Rollbook. Nada foi gravado. O registro tem os detalhes em { $incident }.
error-unreachable = O Rollbook não responde. Reinicie o aplicativo; seu livro está seguro.
error-other = Não foi possível fazer isso ({ $code }).
error-bad-filter = Este filtro não é entendido.
error-bad-outline =
    { $reason ->
        [double_title] Já existe { $title } em { $at }. Escolha outro título.
        [missing_title] Um capítulo ou uma aula de { $at } está sem título.
        [removed] Algo que { $at } espera deixaria de existir. Mude antes quando { $at } abre.
        [not_a_quiz] { $at } espera a prova { $title }, que deixaria de ser prova. Mude antes quando { $at } abre.
        [pass_mark] A nota mínima é uma porcentagem inteira de 0 a 100, não { $pass }.
        [begins_nowhere] A regra de { $at } começa com uma aula que deixaria de existir. Faça-a começar com outra primeiro.
        [not_held_by] Nenhum produto chamado { $product } contém o curso { $course }.
        [circle] Estas esperariam umas pelas outras e nunca abririam: { $chain }.
        [unknown] { $at } cita { $title }, que não existe neste curso.
        [ambiguous] { $at } cita { $title }, e há mais de uma. Escreva { $suchAs }.
        [other_course] O arquivo traz o conteúdo de { $found }, não de { $expected }.
        [unreadable] Não foi possível ler o conteúdo: { $detail }.
       *[other] Este conteúdo não é coerente.
    } Nada foi gravado.
error-invalid-value = Este valor não cabe aqui.
error-bad-field-value =
    { $kind ->
        [number] “{ $value }” não é um número.
        [date] “{ $value }” não é um dia.
        [choice] “{ $value }” não é uma das opções de { $label }.
       *[other] “{ $value }” não serve em { $label }.
    }
error-invalid-zone = Isto não é um fuso horário.
error-too-long = Isto é longo demais.
error-file-io = O arquivo não pôde ser lido.
error-file-no-permission = Você não pode ler este arquivo.
error-file-not-found = Não há mais um arquivo neste lugar.
error-file-not-text = Isto não é uma lista que se possa ler. Salve como CSV ou Excel (.xlsx) e importe.
error-file-encrypted = Esta planilha está protegida por senha. Salve sem a senha.
error-file-damaged = O arquivo está danificado. Baixe ou salve de novo.
error-file-too-large = O arquivo descompactado tem muito mais do que uma lista precisa. Salve a lista como CSV.
error-unknown-sheet = A planilha não tem essa aba.
error-unknown-encoding = A codificação deste arquivo não é conhecida. Escolha-a à mão.
